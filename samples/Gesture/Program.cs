using System.Device.I2c;
using System.Diagnostics;
using System.IO;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using TinyInfer.Pipeline;
using TinyInfer.Sensors;

namespace TinyInfer.Samples.Gesture
{
    /// <summary>Says which gesture an MPU6050 makes. How is all in the model: rate, channels, window, features, labels.</summary>
    public class Program
    {
        private const string ModelFile = "I:\\gesture.tinf";
        private const int Sda = 21;
        private const int Scl = 22;

        public static void Main()
        {
            Configuration.SetPinFunction(Sda, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(Scl, DeviceFunction.I2C1_CLOCK);
            Model model = Model.Load(ModelSource.FromArray(File.ReadAllBytes(ModelFile)));

            // The sensor samples as the model was trained: its preprocessing says how fast, and how many channels.
            Preprocessing preprocessing = new Preprocessing(model.GetMetadata);
            I2cBus bus = new I2cBus(new I2cDevice(new I2cConnectionSettings(1, 0x68, I2cBusSpeed.FastMode)));
            ImuSource sensor = new ImuSource(bus, new ImuSettings
            {
                SampleRate = preprocessing.SampleRate,
                HasRotation = preprocessing.Channels == 6,
                AccelerationRange = 2,
            });

            using (Classifier classifier = Classifier.FromModel(model, sensor))
            {
                classifier.Clock = () => (long)HighResTimer.GetCurrent();
                classifier.Decided += Report;
                Debug.WriteLine($"{sensor.Kind}: waiting for gestures");
                while (true)
                {
                    try
                    {
                        classifier.Run();
                    }
                    catch (SensorException failure)
                    {
                        Debug.WriteLine($"The sensor does not answer: {(BusStatus)failure.Found}");
                        Thread.Sleep(1000);
                    }
                }
            }
        }

        private static void Report(Classifier sender, Decision decision)
        {
            StageTimings timings = sender.Timings;
            Debug.WriteLine($"{sender.Interpreter.Model.GetLabel(decision.Label)}, {decision.Confidence * 100 / 255} %");
            Debug.WriteLine(
                $"  microseconds an inference: samples {timings.Sample / timings.Inferences}, features {timings.Features / timings.Inferences}, network {timings.Network / timings.Inferences}");
            timings.Reset();
        }
    }
}
