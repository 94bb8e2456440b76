using System;

namespace TinyInfer.Sensors
{
    /// <summary>Fills an array with values in a sensor's units.</summary>
    public delegate void UnitReader(float[] values);

    /// <summary>
    /// The adapter for a driver that an app already holds and that gives floats: brings its units back to steps, rounded and
    /// clamped to int16.
    /// </summary>
    public class UnitInput : IFrameInput
    {
        private readonly UnitReader _reader;
        private readonly float[] _stepsPerUnit;
        private readonly float[] _values;

        /// <param name="reader">Asks the driver.</param>
        /// <param name="stepsPerUnit">Of each channel: 4096 / 9.807 for m/s² at ±8 g, 16.4 for degrees a second at ±2000.</param>
        public UnitInput(UnitReader reader, float[] stepsPerUnit)
        {
            _reader = reader ?? throw new ArgumentNullException(nameof(reader));
            _stepsPerUnit = stepsPerUnit ?? throw new ArgumentNullException(nameof(stepsPerUnit));
            _values = new float[stepsPerUnit.Length];
        }

        /// <inheritdoc/>
        public int Channels => _values.Length;

        /// <inheritdoc/>
        public void Read(short[] frame)
        {
            _reader(_values);
            for (int i = 0; i < _values.Length; i++)
            {
                float steps = _values[i] * _stepsPerUnit[i];
                steps += steps < 0 ? -0.5f : 0.5f;
                frame[i] = float.IsNaN(steps) ? (short)0
                    : steps <= short.MinValue ? short.MinValue
                    : steps >= short.MaxValue ? short.MaxValue
                    : (short)steps;
            }
        }
    }
}
