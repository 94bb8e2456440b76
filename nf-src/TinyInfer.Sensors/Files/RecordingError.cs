namespace TinyInfer.Sensors
{
    /// <summary>What is wrong with a recording. The tool on the PC has the sentences.</summary>
    public enum RecordingError
    {
        /// <summary>It does not start with RIFF and WAVE.</summary>
        NotWav = 1,

        /// <summary>A WAV file has no format before its samples, or no samples.</summary>
        NoSamples = 2,

        /// <summary>A WAV file is no 16-bit PCM. Found: its bits a sample, negative if it is not PCM. Expected: 16.</summary>
        Format = 3,

        /// <summary>It ends before it should. Found: bytes of the part that ends. Expected: bytes that it says.</summary>
        CutOff = 4,

        /// <summary>A CSV file has no line.</summary>
        Empty = 5,

        /// <summary>A line has more or fewer columns than the first. Found, expected: columns.</summary>
        ColumnCount = 6,

        /// <summary>A column is no whole number -32,768 … 32,767, or a time none from 0 on.</summary>
        BadNumber = 7,

        /// <summary>A time is not after the one of the line before.</summary>
        TimeOrder = 8,
    }
}
