// What apps use beside the libraries: nanoFramework.Hardware.Esp32 1.6.40, System.IO.FileSystem 1.1.87, System.IO.Ports
// 1.1.60 and the rest of mscorlib, as far as the samples use it.
namespace System
{
    public struct UInt64
    {
    }
}

namespace System.Diagnostics
{
    public static class Debug
    {
        public static extern void WriteLine(string message);
    }
}

namespace System.IO
{
    public static class File
    {
        public static extern byte[] ReadAllBytes(string path);

        public static extern bool Exists(string path);
    }
}

namespace System.IO.Ports
{
    public sealed class SerialPort : IDisposable
    {
        public extern SerialPort(string portName, int baudRate);

        public extern void Open();

        public extern void Write(byte[] buffer, int offset, int count);

        public extern void Dispose();
    }
}

namespace nanoFramework.Hardware.Esp32
{
    public enum DeviceFunction
    {
        COM2_TX = 131328,
        COM2_RX = 131329,
        I2C1_DATA = 131072,
        I2C1_CLOCK = 131073,
        I2S1_BCK = 327937,
        I2S1_WS = 327938,
        I2S1_MDATA_IN = 327940,
    }

    public static class Configuration
    {
        public static extern void SetPinFunction(int pin, DeviceFunction function);
    }

    public class HighResTimer
    {
        public static extern ulong GetCurrent();
    }
}
