// What nanoFramework's packages System.Device.Adc 1.1.24, System.Device.I2c 1.1.29, System.Device.I2s 1.0.28 and
// System.IO.Streams 1.1.96 declare, as far as the device's sources use it.
namespace System
{
    public ref struct SpanByte
    {
        public extern SpanByte(byte[] array);

        public extern SpanByte(byte[] array, int start, int length);
    }
}

namespace System.Device.Adc
{
    public class AdcController
    {
        public extern AdcChannel OpenChannel(int channelNumber);
    }

    public abstract class AdcChannelBase
    {
        public abstract int ReadValue();
    }

    public class AdcChannel : AdcChannelBase
    {
        public override extern int ReadValue();
    }
}

namespace System.Device.I2c
{
    public enum I2cTransferStatus
    {
        UnknownError,
        FullTransfer,
        ClockStretchTimeout,
        PartialTransfer,
        SlaveAddressNotAcknowledged,
    }

    public struct I2cTransferResult
    {
        public extern uint BytesTransferred { get; }

        public extern I2cTransferStatus Status { get; }
    }

    public enum I2cBusSpeed
    {
        StandardMode,
        FastMode,
        FastModePlus,
    }

    public sealed class I2cConnectionSettings
    {
        public extern I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed);
    }

    public class I2cDevice : IDisposable
    {
        public extern I2cDevice(I2cConnectionSettings settings);

        public extern I2cTransferResult Read(SpanByte buffer);

        public extern I2cTransferResult Write(SpanByte buffer);

        public extern I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer);

        public extern void Dispose();
    }
}

namespace System.Device.I2s
{
    [Flags]
    public enum I2sMode
    {
        Master = 1,
        Slave = 2,
        Tx = 4,
        Rx = 8,
        Pdm = 64,
    }

    public enum I2sBitsPerSample
    {
        Bit8 = 8,
        Bit16 = 16,
        Bit24 = 24,
        Bit32 = 32,
    }

    public enum I2sChannelFormat
    {
        RightLeft,
        AllRight,
        AllLeft,
        OnlyRight,
        OnlyLeft,
    }

    public enum I2sCommunicationFormat
    {
        I2S = 1,
    }

    public sealed class I2sConnectionSettings
    {
        public extern I2sConnectionSettings(int busId);

        public extern int SampleRate { get; set; }

        public extern I2sMode Mode { get; set; }

        public extern I2sBitsPerSample BitsPerSample { get; set; }

        public extern I2sChannelFormat ChannelFormat { get; set; }

        public extern I2sCommunicationFormat CommunicationFormat { get; set; }

        public extern int BufferSize { get; set; }
    }

    public class I2sDevice : IDisposable
    {
        public extern I2sDevice(I2sConnectionSettings settings);

        public extern void Read(SpanByte buffer);

        public extern void Dispose();
    }
}

namespace System.IO
{
    public abstract class Stream
    {
        public abstract int Read(byte[] buffer, int offset, int count);
    }
}
