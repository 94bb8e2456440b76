using System;

namespace TinyInfer.Pipeline
{
    /// <summary>Filters and decimation from metadata: "high-pass 0.5 0.7071 low-pass 20 0.7071".</summary>
    internal static class FilterReader
    {
        private const int MostSections = 32;

        /// <returns>Null if nothing is filtered.</returns>
        /// <exception cref="PipelineException">BadValue.</exception>
        public static SampleFilter Create(MetadataValues values, float sampleRate, int decimation, int channels)
        {
            bool hasFilters = values.Has(PreprocessingKeys.Filters);
            if (!hasFilters && decimation == 1)
            {
                return null;
            }

            Biquad[] sections = new Biquad[MostSections];
            int count = hasFilters ? Read(values.Text(PreprocessingKeys.Filters), sampleRate, sections) : 0;
            if (decimation > 1)
            {
                Biquad[] antiAliasing = SampleFilter.AntiAliasing(sampleRate, decimation);
                MetadataValues.Require(count + antiAliasing.Length <= MostSections, PreprocessingKeys.Filters);
                Array.Copy(antiAliasing, 0, sections, count, antiAliasing.Length);
                count += antiAliasing.Length;
            }

            Biquad[] all = new Biquad[count];
            Array.Copy(sections, 0, all, 0, count);
            return new SampleFilter(all, decimation, channels);
        }

        private static int Read(string text, float sampleRate, Biquad[] sections)
        {
            int count = 0;
            for (int at = 0; at < text.Length; count++)
            {
                MetadataValues.Require(count < MostSections, PreprocessingKeys.Filters);
                string kind = MetadataValues.Word(text, ref at);
                float frequency = MetadataValues.Number(PreprocessingKeys.Filters, text, ref at);
                float quality = MetadataValues.Number(PreprocessingKeys.Filters, text, ref at);
                sections[count] = Section(kind, frequency, sampleRate, quality);
            }

            return count;
        }

        private static Biquad Section(string kind, float frequency, float sampleRate, float quality)
        {
            try
            {
                switch (kind)
                {
                    case PreprocessingKeys.LowPass:
                        return Biquad.LowPass(frequency, sampleRate, quality);
                    case PreprocessingKeys.HighPass:
                        return Biquad.HighPass(frequency, sampleRate, quality);
                    case PreprocessingKeys.BandPass:
                        return Biquad.BandPass(frequency, sampleRate, quality);
                }
            }
            catch (ArgumentException)
            {
                // A frequency or a quality out of its range.
            }

            throw new PipelineException(PipelineError.BadValue, PreprocessingKeys.Filters, 0, 0);
        }
    }
}
