using System;
using TinyInfer;

namespace HelloSine
{
    public class Program
    {
        private const int Steps = 20;
        private const int Width = 60;

        public static void Main()
        {
            Model model = Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.sine)));

            // On firmware with the native kernels this is the line to change: new Interpreter(model, new NativeBackend()).
            Interpreter interpreter = new Interpreter(model);
            for (int i = 0; i <= Steps; i++)
            {
                float x = 6.2831853f * i / Steps;
                interpreter.Input(0).WriteFloat(0, x);
                interpreter.Invoke();
                Draw(x, interpreter.Output(0).ReadFloat(0));
            }

            Console.WriteLine($"native kernels in this firmware: {NativeBackend.IsAvailable}");
        }

        private static void Draw(float x, float y)
        {
            int column = (int)((y + 1) * Width / 2 + 0.5f);
            Console.WriteLine($"{x:F2}  {y:F2}  {new string(' ', column)}*");
        }
    }
}
