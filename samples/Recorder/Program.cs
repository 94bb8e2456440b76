using System.Device.I2c;
using System.Diagnostics;
using System.IO.Ports;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using TinyInfer.Sensors;

namespace TinyInfer.Samples.Recorder
{
    /// <summary>Sends an MPU6050's samples over a serial port, a line a frame, for 'tinyinfer record' and other data forwarders.</summary>
    public class Program
    {
        private const int Sda = 21;
        private const int Scl = 22;
        private const int Tx = 17;
        private const int Rx = 16;
        private const int Baud = 115200;
        private const float SampleRate = 100;
        private const int NapMilliseconds = 20;

        public static void Main()
        {
            Configuration.SetPinFunction(Sda, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(Scl, DeviceFunction.I2C1_CLOCK);
            Configuration.SetPinFunction(Tx, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(Rx, DeviceFunction.COM2_RX);

            SerialPort port = new SerialPort("COM2", Baud);
            port.Open();
            I2cBus bus = new I2cBus(new I2cDevice(new I2cConnectionSettings(1, 0x68, I2cBusSpeed.FastMode)));
            ImuSource sensor = new ImuSource(bus, new ImuSettings { SampleRate = SampleRate });
            Debug.WriteLine($"{sensor.Kind} at {sensor.SampleRate} Hz, {sensor.ReadTemperature()} degrees");

            short[] values = new short[60];
            byte[] line = new byte[8 * sensor.Channels];
            while (true)
            {
                int count = ReadOrWait(sensor, values);
                if (count > 0 && sensor.IsAfterGap)
                {
                    // No frame: the PC counts it as one that was lost, and leaves a hole in the recording.
                    line[0] = (byte)'#';
                    line[1] = (byte)'\n';
                    port.Write(line, 0, 2);
                }

                for (int i = 0; i < count; i += sensor.Channels)
                {
                    port.Write(line, 0, Format(values, i, sensor.Channels, line));
                }
            }
        }

        private static int ReadOrWait(ImuSource sensor, short[] values)
        {
            try
            {
                int count = sensor.Read(values, 0, values.Length);
                if (count == 0)
                {
                    Thread.Sleep(NapMilliseconds);
                }

                return count;
            }
            catch (SensorException failure)
            {
                Debug.WriteLine($"The sensor does not answer: {(BusStatus)failure.Found}");
                Thread.Sleep(NapMilliseconds);
                return 0;
            }
        }

        /// <summary>"-12,340,16384\n", without allocating a string.</summary>
        private static int Format(short[] values, int start, int count, byte[] line)
        {
            int at = 0;
            for (int i = 0; i < count; i++)
            {
                int value = values[start + i];
                if (value < 0)
                {
                    line[at] = (byte)'-';
                    at++;
                    value = -value;
                }

                int digits = value >= 10000 ? 5 : value >= 1000 ? 4 : value >= 100 ? 3 : value >= 10 ? 2 : 1;
                for (int digit = at + digits - 1; digit >= at; digit--)
                {
                    line[digit] = (byte)('0' + value % 10);
                    value /= 10;
                }

                at += digits;
                line[at] = (byte)(i + 1 < count ? ',' : '\n');
                at++;
            }

            return at;
        }
    }
}
