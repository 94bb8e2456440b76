using System.Device.I2s;
using System.Diagnostics;
using System.IO;
using nanoFramework.Hardware.Esp32;
using TinyInfer.Pipeline;
using TinyInfer.Sensors;

namespace TinyInfer.Samples.KeywordSpotting
{
    /// <summary>Hears words through an INMP441 microphone.</summary>
    public class Program
    {
        private const string ModelFile = "I:\\keywords.tinf";
        private const int BitClock = 26;
        private const int WordSelect = 25;
        private const int Data = 33;
        private const int SampleRate = 16000;
        private const int BufferMilliseconds = 200;

        // An INMP441 is soft: 3 bits are 18 dB.
        private const int Gain = 3;

        public static void Main()
        {
            Configuration.SetPinFunction(BitClock, DeviceFunction.I2S1_BCK);
            Configuration.SetPinFunction(WordSelect, DeviceFunction.I2S1_WS);
            Configuration.SetPinFunction(Data, DeviceFunction.I2S1_MDATA_IN);
            I2sDevice device = new I2sDevice(new I2sConnectionSettings(1)
            {
                Mode = I2sMode.Master | I2sMode.Rx,
                CommunicationFormat = I2sCommunicationFormat.I2S,
                ChannelFormat = I2sChannelFormat.OnlyLeft,
                BitsPerSample = I2sBitsPerSample.Bit32,
                SampleRate = SampleRate,
                BufferSize = SampleRate * 4 * BufferMilliseconds / 1000,
            });
            MicrophoneSource microphone = new MicrophoneSource(
                new I2sInput(device), SampleRate, 32, Gain, BufferMilliseconds, () => (long)HighResTimer.GetCurrent());

            Model model = Model.Load(ModelSource.FromArray(File.ReadAllBytes(ModelFile)));
            Backend backend = NativeBackend.IsAvailable ? new NativeBackend() : new ManagedBackend();
            using (Classifier classifier = Classifier.FromModel(model, microphone, backend))
            {
                classifier.Clock = () => (long)HighResTimer.GetCurrent();
                classifier.Decided += Report;
                Debug.WriteLine("Listening");
                classifier.Run();
            }
        }

        private static void Report(Classifier sender, Decision decision)
        {
            StageTimings timings = sender.Timings;
            Debug.WriteLine($"{sender.Interpreter.Model.GetLabel(decision.Label)}, {decision.Confidence * 100 / 255} %, {sender.GapCount} gaps");
            Debug.WriteLine(
                $"  microseconds an inference: features {timings.Features / timings.Inferences}, network {timings.Network / timings.Inferences}");
            timings.Reset();
        }
    }
}
