using TinyInfer.Pipeline;

namespace TinyInfer.Sensors
{
    /// <summary>How an <see cref="Adxl345Source"/> samples. As made: 100 Hz, ±8 g.</summary>
    public class Adxl345Settings
    {
        /// <summary>Hz: 12.5, 25, 50, 100, 200, 400 or 800. An I2C bus of 100 kHz manages 200.</summary>
        public float SampleRate { get; set; } = 100;

        /// <summary>±2, 4, 8 or 16 g. A step is 3.9 thousandths of g in every range.</summary>
        public int Range { get; set; } = 8;

        /// <summary>Null: <see cref="SystemClock"/>.</summary>
        public MicrosecondClock Clock { get; set; }
    }
}
