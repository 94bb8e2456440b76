using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>How an <see cref="ImuSource"/> samples. As made: acceleration and rotation at 100 Hz, ±8 g, ±2000 °/s.</summary>
    public class ImuSettings
    {
        /// <summary>Hz: 1000 / n, n = 1 … 256, or what is nearest to it.</summary>
        public float SampleRate { get; set; } = 100;

        /// <summary>±2, 4, 8 or 16 g.</summary>
        public int AccelerationRange { get; set; } = 8;

        /// <summary>±250, 500, 1000 or 2000 degrees a second.</summary>
        public int RotationRange { get; set; } = 2000;

        /// <summary>Whether there are three channels of rotation behind the three of acceleration.</summary>
        public bool HasRotation { get; set; } = true;

        /// <summary>
        /// The most bytes that are read from the FIFO at a time. Some ESP32 firmware fails from 32 on: then take 31 or less.
        /// At least a frame: 6 bytes, 12 with rotation, and 8 and 14 with an MPU6886.
        /// </summary>
        public int BurstLength { get; set; } = 252;

        /// <summary>Null: <see cref="SystemClock"/>.</summary>
        public MicrosecondClock Clock { get; set; }
    }
}
