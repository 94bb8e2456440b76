namespace TinyInfer.Sensors
{
    /// <summary>Bytes of a file or of a microphone, one after another.</summary>
    public interface IByteInput
    {
        /// <summary>Takes the next bytes.</summary>
        /// <returns>How many there were, 1 … count; 0 at the end of a file, or if a microphone has none now.</returns>
        int Read(byte[] buffer, int start, int count);
    }
}
