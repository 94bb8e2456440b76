using System.Device.Gpio;
using System.Threading;

namespace ImageClassification
{
    /// <summary>An LED that blinks on a thread of its own: it stutters where native code keeps the board deaf for too long.</summary>
    internal class Blinker
    {
        /// <summary>Of your board's LED: see boards/NAME/README.md.</summary>
        public const int Pin = 2;

        private const int HalfPeriodMilliseconds = 100;

        private readonly GpioPin _led;
        private readonly Thread _thread;
        private bool _stop;
        private int _changes;

        public Blinker(int pin)
        {
            _led = new GpioController().OpenPin(pin, PinMode.Output);
            _thread = new Thread(Blink);
            _thread.Start();
        }

        /// <returns>How often the LED changed.</returns>
        public int Stop()
        {
            _stop = true;
            _thread.Join();
            return _changes;
        }

        private void Blink()
        {
            while (!_stop)
            {
                _led.Toggle();
                _changes++;
                Thread.Sleep(HalfPeriodMilliseconds);
            }
        }
    }
}
