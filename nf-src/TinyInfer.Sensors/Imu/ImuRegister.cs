namespace TinyInfer.Sensors
{
    /// <summary>
    /// Registers and bits, from "MPU-6000 and MPU-6050 Register Map and Descriptions" 4.2 and, where they differ, "MPU-6500
    /// Register Map and Descriptions" 2.1 and the MPU-6886 datasheet 1.1.
    /// </summary>
    internal static class ImuRegister
    {
        public const int SelfTestX = 0x0D;          // MPU6050: 4 bytes; MPU6500: gyroscope at 0x00, accelerometer at 0x0D
        public const int SelfTestGyro6500 = 0x00;
        public const int SelfTestGyro6886 = 0x50;
        public const int SampleRateDivider = 0x19;
        public const int Config = 0x1A;
        public const int GyroConfig = 0x1B;
        public const int AccelConfig = 0x1C;
        public const int AccelConfig2 = 0x1D;       // not in an MPU6050
        public const int MotionThreshold = 0x1F;    // MPU6886: 0x20 … 0x22, one an axis
        public const int MotionDuration = 0x20;     // MPU6050 alone
        public const int MotionThresholdX6886 = 0x20;
        public const int FifoEnable = 0x23;
        public const int InterruptEnable = 0x38;
        public const int InterruptStatus = 0x3A;
        public const int AccelX = 0x3B;             // 14 bytes: acceleration, temperature, rotation
        public const int Temperature = 0x41;
        public const int GyroX = 0x43;
        public const int MotionControl = 0x69;      // MPU6050: detection of motion; others: accelerometer intelligence
        public const int UserControl = 0x6A;
        public const int Power1 = 0x6B;
        public const int Power2 = 0x6C;
        public const int FifoCount = 0x72;          // 2 bytes, big-endian
        public const int Fifo = 0x74;
        public const int WhoAmI = 0x75;

        public const int ResetDevice = 0x80;        // of Power1
        public const int ClockOfGyro = 0x01;
        public const int Cycle = 0x20;
        public const int GyroStandby = 0x07;        // of Power2
        public const int LowPass184Hz = 0x01;       // of Config and AccelConfig2: 1 kHz before the divider
        public const int AccelInFifo = 0x08;        // of FifoEnable
        public const int GyroInFifo = 0x70;
        public const int GyroInFifo6886 = 0x10;
        public const int FifoOverflow = 0x10;       // of InterruptEnable and InterruptStatus
        public const int Motion = 0x40;
        public const int MotionOfAxes6886 = 0xE0;
        public const int FifoOn = 0x40;             // of UserControl
        public const int FifoReset = 0x04;
        public const int SelfTestAxes = 0xE0;       // of GyroConfig and AccelConfig
        public const int IntelligenceOn = 0xC0;     // of MotionControl
    }
}
