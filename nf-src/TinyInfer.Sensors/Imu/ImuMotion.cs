namespace TinyInfer.Sensors
{
    /// <summary>
    /// Low-power detection of motion: the accelerometer wakes up a few times a second, and the INT pin goes high when it has
    /// changed by more than a threshold.
    /// </summary>
    internal static class ImuMotion
    {
        // Of Power2 of an MPU6050: 5 Hz. Of the others' low-power rate: 3.91 Hz.
        private const int WakeUp5Hz = 0x40;
        private const int LowPowerRate = 0x1E;
        private const int Rate3Hz9 = 0x04;
        private const int FilteredHighPass5Hz = 0x01;
        private const int OneMillisecond = 0x01;
        private const int FastestDelay = 0x15;

        public static void Sleep(Registers registers, ImuKind kind, int milliG)
        {
            registers.Write(ImuRegister.UserControl, ImuRegister.FifoReset);
            registers.Set(ImuRegister.FifoEnable, 0);
            registers.Set(ImuRegister.Power1, ImuRegister.ClockOfGyro);
            if (kind == ImuKind.Mpu6050)
            {
                // AccelConfig: a high-pass at 5 Hz takes gravity away. MotionDuration: of one sample.
                registers.Set(ImuRegister.AccelConfig, FilteredHighPass5Hz);
                registers.Set(ImuRegister.MotionThreshold, milliG / 2);
                registers.Set(ImuRegister.MotionDuration, OneMillisecond);
                registers.Set(ImuRegister.MotionControl, FastestDelay);
                registers.Set(ImuRegister.InterruptEnable, ImuRegister.Motion);
                registers.Set(ImuRegister.Power2, WakeUp5Hz | ImuRegister.GyroStandby);
            }
            else
            {
                registers.Set(ImuRegister.AccelConfig2, ImuRegister.LowPass184Hz);
                registers.Set(ImuRegister.MotionControl, ImuRegister.IntelligenceOn);
                if (kind == ImuKind.Mpu6886)
                {
                    for (int axis = 0; axis < 3; axis++)
                    {
                        registers.Set(ImuRegister.MotionThresholdX6886 + axis, milliG / 4);
                    }

                    registers.Set(ImuRegister.InterruptEnable, ImuRegister.MotionOfAxes6886);
                }
                else
                {
                    registers.Set(ImuRegister.MotionThreshold, milliG / 4);
                    registers.Set(LowPowerRate, Rate3Hz9);
                    registers.Set(ImuRegister.InterruptEnable, ImuRegister.Motion);
                }

                registers.Set(ImuRegister.Power2, ImuRegister.GyroStandby);
            }

            // Reading clears what was noted before.
            registers.Read(ImuRegister.InterruptStatus);
            registers.Set(ImuRegister.Power1, ImuRegister.Cycle);
        }
    }
}
