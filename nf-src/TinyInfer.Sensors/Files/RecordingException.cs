using System;

namespace TinyInfer.Sensors
{
    /// <summary>A recording cannot be read.</summary>
    public class RecordingException : Exception
    {
        internal RecordingException(RecordingError error, int line, int column, int found, int expected)
        {
            Error = error;
            Line = line;
            Column = column;
            Found = found;
            Expected = expected;
        }

        /// <summary>What is wrong.</summary>
        public RecordingError Error { get; }

        /// <summary>Line of a CSV file, from 1 on; 0 where it is about none.</summary>
        public int Line { get; }

        /// <summary>Column of a CSV file, from 1 on; 0 where it is about none.</summary>
        public int Column { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public int Found { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public int Expected { get; }
    }
}
