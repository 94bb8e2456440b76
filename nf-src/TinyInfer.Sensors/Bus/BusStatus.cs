namespace TinyInfer.Sensors
{
    /// <summary>How a transfer on a bus ended.</summary>
    public enum BusStatus
    {
        /// <summary>All bytes were transferred.</summary>
        Ok = 0,

        /// <summary>No device answered to the address; nothing was transferred.</summary>
        NotAcknowledged = 1,

        /// <summary>A part was transferred: the device's state is unknown.</summary>
        Partial = 2,

        /// <summary>The bus is held, or the transfer took too long: the device's state is unknown.</summary>
        Timeout = 3,

        /// <summary>Anything else: the device's state is unknown.</summary>
        Failed = 4,
    }
}
