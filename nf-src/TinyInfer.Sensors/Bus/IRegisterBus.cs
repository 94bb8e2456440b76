namespace TinyInfer.Sensors
{
    /// <summary>
    /// A device on a bus, as drivers see it: bytes to it and from it, each transfer with a status and none with an exception.
    /// On a board it is an I2C device; in tests it is a simulated one.
    /// </summary>
    public interface IRegisterBus
    {
        /// <summary>Sends bytes.</summary>
        BusStatus Write(byte[] bytes, int start, int count);

        /// <summary>Takes bytes.</summary>
        BusStatus Read(byte[] bytes, int start, int count);

        /// <summary>Sends bytes and takes others in one transfer, without giving the bus up in between.</summary>
        BusStatus WriteRead(byte[] sent, int sentStart, int sentCount, byte[] taken, int takenStart, int takenCount);
    }
}
