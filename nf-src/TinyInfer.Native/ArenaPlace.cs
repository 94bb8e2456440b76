namespace TinyInfer
{
    /// <summary>Where <see cref="NativeBackend"/> puts the arena. Either takes the other memory where the first has no room.</summary>
    public enum ArenaPlace
    {
        /// <summary>RAM on the chip, which is the faster one.</summary>
        InternalFirst = 0,

        /// <summary>RAM beside the chip (PSRAM of an ESP32), where that on the chip is wanted for something else.</summary>
        ExternalFirst = 1,
    }
}
