namespace TinyInfer.Sensors
{
    /// <summary>What can be asked for its values at any time, and has no sample clock of its own: an analogue input, another driver.</summary>
    public interface IFrameInput
    {
        /// <summary>Values a frame.</summary>
        int Channels { get; }

        /// <summary>Takes the values of now.</summary>
        void Read(short[] frame);
    }
}
