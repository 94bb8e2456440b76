using System.Threading;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>How long a board is deaf: a native call stops all managed threads, and between two of them others run.</summary>
    [TestClass]
    public class SliceTests
    {
        /// <summary>A thread has 20 ms before another one gets its turn, and a fast machine needs many inferences to fill them.</summary>
        private const int MostInferences = 50000;

        private static int _ticks;
        private static bool _stop;

        [TestMethod]
        public void Invoke_inSlices_letsAnotherThreadRunBetweenThem()
        {
            Interpreter interpreter = new Interpreter(NativeBackendTests.Load(ImageNetwork.Model));
            _stop = false;
            _ticks = 0;
            Thread other = new Thread(Tick);
            other.Start();
            Thread.Sleep(0);
            int ticksInside = 0;
            for (int i = 0; i < MostInferences && ticksInside < 3; i++)
            {
                int before = _ticks;
                interpreter.Invoke(1);
                ticksInside += _ticks > before ? 1 : 0;
            }

            // Begun with an image, and ended with its scores, whoever ran in between.
            NetworkTests.WriteImage(interpreter, 0);
            interpreter.Invoke(1);
            NetworkTests.CheckScores(interpreter, 0);

            _stop = true;
            other.Join();
            Assert.IsTrue(ticksInside >= 3, $"the other thread ran in {ticksInside} inferences");
        }

        private static void Tick()
        {
            while (!_stop)
            {
                _ticks++;
                Thread.Sleep(0);
            }
        }
    }
}
