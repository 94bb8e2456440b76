namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Follows the steady part of each channel, estimate += smoothing * (signal - estimate), and subtracts it. A part of
    /// the signal always remains.
    /// </summary>
    internal class NoiseReduction
    {
        private const int FractionBits = 14;
        private const int One = 1 << FractionBits;

        private readonly int _smoothingBits;
        private readonly int _evenSmoothing;
        private readonly int _oddSmoothing;
        private readonly int _minRemaining;

        public NoiseReduction(MicroFrontendSettings settings)
        {
            _smoothingBits = settings.SmoothingBits;
            _evenSmoothing = (int)(settings.EvenSmoothing * One);
            _oddSmoothing = (int)(settings.OddSmoothing * One);
            _minRemaining = (int)(settings.MinSignalRemaining * One);
            Estimate = new uint[settings.ChannelCount];
        }

        /// <summary>Of the noise in each channel, with the fraction bits of the settings.</summary>
        public uint[] Estimate { get; }

        /// <summary>Subtracts from each channel what is noise in it. Sums wrap at 32 bits, as they do in the reference.</summary>
        public void Apply(uint[] channels)
        {
            uint[] estimates = Estimate;
            for (int i = 0; i < estimates.Length; i++)
            {
                long signal = channels[i];
                long scaled = (signal << _smoothingBits) & uint.MaxValue;
                long smoothing = (i & 1) == 0 ? _evenSmoothing : _oddSmoothing;
                long estimate = (scaled * smoothing + estimates[i] * (One - smoothing)) >> FractionBits;
                estimates[i] = (uint)estimate;

                long rest = estimate > scaled ? 0 : (scaled - estimate) >> _smoothingBits;
                long floor = (signal * _minRemaining) >> FractionBits;
                channels[i] = (uint)(rest > floor ? rest : floor);
            }
        }

        public void Reset()
        {
            for (int i = 0; i < Estimate.Length; i++)
            {
                Estimate[i] = 0;
            }
        }
    }
}
