namespace TinyInfer.Pipeline
{
    /// <summary>Why a model, a source and the pipeline between them do not fit. The tool on the PC has the sentences.</summary>
    public enum PipelineError
    {
        /// <summary>The model has no preprocessing. Key: the metadata key whose lack says so.</summary>
        NoPreprocessing = 1,

        /// <summary>A metadata key that the others ask for is not there.</summary>
        MissingKey = 2,

        /// <summary>The value of a metadata key is none that it may have, or does not go with the others'.</summary>
        BadValue = 3,

        /// <summary>Found: the source's sample rate in Hz. Expected: the model's.</summary>
        SampleRate = 4,

        /// <summary>Found: the source's channels. Expected: the model's.</summary>
        ChannelCount = 5,

        /// <summary>Found: elements of the network's input. Expected: features that the preprocessing makes.</summary>
        InputSize = 6,

        /// <summary>The network's output is none that can be decided on. Found: its elements.</summary>
        OutputSize = 7,
    }
}
