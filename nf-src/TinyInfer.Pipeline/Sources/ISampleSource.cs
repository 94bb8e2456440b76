namespace TinyInfer.Pipeline
{
    /// <summary>
    /// Where samples come from: a sensor, a file. A source never fills a hole: it says that there is one. Serves one thread.
    /// </summary>
    public interface ISampleSource
    {
        /// <summary>Frames of samples a second, Hz.</summary>
        float SampleRate { get; }

        /// <summary>Interleaved values a frame.</summary>
        int Channels { get; }

        /// <summary>Microseconds of the first frame of the last <see cref="Read"/>, on a clock that only goes forward.</summary>
        long Time { get; }

        /// <summary>Whether samples were lost between the last <see cref="Read"/> that gave some and the one before it.</summary>
        bool IsAfterGap { get; }

        /// <summary>Whether there will never be another sample, as at the end of a file.</summary>
        bool IsAtEnd { get; }

        /// <summary>Takes the samples there are, without waiting for more.</summary>
        /// <param name="values">Takes whole frames, interleaved, that follow each other without a hole.</param>
        /// <param name="start">Where the first one goes.</param>
        /// <param name="count">The most values: whole frames.</param>
        /// <returns>How many values there were; 0 if there are none now.</returns>
        int Read(short[] values, int start, int count);
    }
}
