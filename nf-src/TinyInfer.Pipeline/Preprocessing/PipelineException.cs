using System;

namespace TinyInfer.Pipeline
{
    /// <summary>A model, a source and the pipeline between them do not fit.</summary>
    public class PipelineException : Exception
    {
        internal PipelineException(PipelineError error, string key, float found, float expected)
        {
            Error = error;
            Key = key;
            Found = found;
            Expected = expected;
        }

        /// <summary>What does not fit.</summary>
        public PipelineError Error { get; }

        /// <summary>The metadata key that it is about.</summary>
        public string Key { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public float Found { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public float Expected { get; }
    }
}
