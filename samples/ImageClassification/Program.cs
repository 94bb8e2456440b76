using System;
using TinyInfer;

namespace ImageClassification
{
    /// <summary>Classifies pictures of 32 x 32 pixels with a network whose weights stay in flash, and blinks meanwhile.</summary>
    public class Program
    {
        /// <summary>Bounds how long the board is deaf: no other thread runs while native code multiplies.</summary>
        private const int MacsBetweenThreads = 200000;

        public static void Main()
        {
            if (!NativeBackend.IsAvailable)
            {
                Console.WriteLine("This firmware has no native kernels: see boards/README.md.");
                return;
            }

            // An ESP32's partition. On STM32 and Pico: FlashSource.FromAddress, with the numbers of boards/NAME/README.md.
            Model model = Model.Load(FlashSource.FromPartition("model"));
            using (Interpreter interpreter = new Interpreter(model, new NativeBackend()))
            {
                Console.WriteLine($"{model.Name}: weights in flash, arena {model.ArenaBytes} bytes");
                foreach (OpCode op in interpreter.ManagedOps)
                {
                    Console.WriteLine($"opcode {op.ToString()} is not in this firmware and runs in managed code");
                }

                Blinker blinker = new Blinker(Blinker.Pin);
                sbyte[] pixels = new sbyte[interpreter.Input(0).ElementCount];
                for (int i = 0; i < Picture.Count; i++)
                {
                    Picture.Draw(i, pixels);
                    interpreter.Input(0).Write(pixels);
                    interpreter.Invoke(MacsBetweenThreads);
                    Tensor scores = interpreter.Output(0);
                    int best = scores.ArgMax();
                    Console.WriteLine($"picture {i}: class {best}, score {scores.ReadFloat(best):F2}");
                }

                Console.WriteLine($"the LED changed {blinker.Stop()} times meanwhile");
            }
        }
    }
}
