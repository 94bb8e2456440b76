namespace TinyInfer.Sensors
{
    /// <summary>Why a sensor cannot be used, now or at all.</summary>
    public enum SensorError
    {
        /// <summary>Another device answers. Found: its identity. Expected: the one that was asked for, 0 if there are several.</summary>
        WrongDevice = 1,

        /// <summary>A transfer failed, again and again. Found: its <see cref="BusStatus"/>.</summary>
        Bus = 2,

        /// <summary>A register does not keep what is written. Found: what it has. Expected: what was written.</summary>
        Register = 3,
    }
}
