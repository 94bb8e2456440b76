using System.Device.I2c;
using System.Diagnostics;
using System.IO;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using TinyInfer.Pipeline;
using TinyInfer.Sensors;

namespace TinyInfer.Samples.VibrationAnomaly
{
    /// <summary>Listens to a machine's vibration, and says when it is not what it was in training.</summary>
    public class Program
    {
        private const string ModelFile = "I:\\vibration.tinf";
        private const int Sda = 21;
        private const int Scl = 22;

        public static void Main()
        {
            Configuration.SetPinFunction(Sda, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(Scl, DeviceFunction.I2C1_CLOCK);
            Model model = Model.Load(ModelSource.FromArray(File.ReadAllBytes(ModelFile)));
            Preprocessing preprocessing = new Preprocessing(model.GetMetadata);
            I2cBus bus = new I2cBus(new I2cDevice(new I2cConnectionSettings(1, 0x68, I2cBusSpeed.FastMode)));
            ImuSource sensor = new ImuSource(bus, new ImuSettings
            {
                SampleRate = preprocessing.SampleRate,
                HasRotation = preprocessing.Channels == 6,
                AccelerationRange = 4,
            });

            ImuSelfTest test = sensor.RunSelfTest();
            Debug.WriteLine(test.HasPassed ? "Self-test passed" : "Self-test failed: is the sensor still?");
            using (Classifier classifier = Classifier.FromModel(model, sensor))
            {
                bool wasAnomaly = false;
                int inferences = 0;
                while (true)
                {
                    try
                    {
                        if (classifier.Poll() == 0)
                        {
                            Thread.Sleep(10);
                        }
                    }
                    catch (SensorException failure)
                    {
                        Debug.WriteLine($"The sensor does not answer: {(BusStatus)failure.Found}");
                        Thread.Sleep(1000);
                    }

                    if (classifier.InferenceCount != inferences && classifier.IsAnomaly != wasAnomaly)
                    {
                        wasAnomaly = classifier.IsAnomaly;
                        Debug.WriteLine($"{(wasAnomaly ? "Anomaly" : "Normal")}: score {classifier.AnomalyScore}, {sensor.ReadTemperature()} degrees");
                    }

                    inferences = classifier.InferenceCount;
                }
            }
        }
    }
}
