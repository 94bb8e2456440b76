namespace System.Device.Gpio
{
    /// <summary>What samples use of nanoFramework.System.Device.Gpio, for a CLR without pins.</summary>
    public class GpioController
    {
        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            return new GpioPin();
        }
    }

    public class GpioPin
    {
        public void Toggle()
        {
        }
    }

    public enum PinMode
    {
        Output = 1,
    }
}
