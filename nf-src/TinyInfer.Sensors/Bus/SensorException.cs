using System;

namespace TinyInfer.Sensors
{
    /// <summary>A sensor cannot be used, now or at all. After a bus error the next call tries again.</summary>
    public class SensorException : Exception
    {
        internal SensorException(SensorError error, int register, int found, int expected)
        {
            Error = error;
            Register = register;
            Found = found;
            Expected = expected;
        }

        /// <summary>What is wrong.</summary>
        public SensorError Error { get; }

        /// <summary>The register that it is about.</summary>
        public int Register { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public int Found { get; }

        /// <summary>Its meaning depends on <see cref="Error"/>.</summary>
        public int Expected { get; }
    }
}
