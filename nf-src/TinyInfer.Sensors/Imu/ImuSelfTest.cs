using System.Threading;

namespace TinyInfer.Sensors
{
    /// <summary>
    /// The sensor moves its own masses, and answers as it did in the factory, or does not. Formulas and limits: MPU6050
    /// register map 4.2, section 4.1, within 14 %; MPU6500 and later "Accelerometer and Gyroscope Self-Test Implementation",
    /// half to one and a half times the factory's answer.
    /// </summary>
    public class ImuSelfTest
    {
        private const int Axes = 6;
        private const int Samples = 32;
        private const int SettleMilliseconds = 50;

        private readonly int[] _percent = new int[Axes];

        /// <summary>Whether every axis answers as it did in the factory.</summary>
        public bool HasPassed { get; private set; }

        /// <summary>An axis's answer in percent of the factory's: 0, 1, 2 are acceleration x, y, z, 3, 4, 5 rotation. -1: it has none stored.</summary>
        public int GetPercent(int axis)
        {
            return _percent[axis];
        }

        internal static ImuSelfTest Run(Registers registers, ImuKind kind)
        {
            bool isFirst = kind == ImuKind.Mpu6050;
            int[] trims = new int[Axes];
            ReadTrims(registers, kind, trims);

            // The ranges that the factory tested at: ±8 g (later ±2 g) and ±250 degrees a second.
            int accelRange = isFirst ? 0x10 : 0;
            registers.Set(ImuRegister.Power1, ImuRegister.ClockOfGyro);
            registers.Set(ImuRegister.FifoEnable, 0);
            registers.Set(ImuRegister.Config, ImuRegister.LowPass184Hz);
            int[] still = Average(registers, accelRange, 0);
            int[] moved = Average(registers, accelRange | ImuRegister.SelfTestAxes, ImuRegister.SelfTestAxes);

            ImuSelfTest result = new ImuSelfTest();
            result.HasPassed = true;
            for (int axis = 0; axis < Axes; axis++)
            {
                int response = moved[axis] - still[axis];
                int trim = trims[axis];
                int percent = trim == 0 ? -1 : (int)(100L * response / trim);
                result._percent[axis] = percent;
                result.HasPassed &= isFirst ? percent >= 86 && percent <= 114 : percent >= 50 && percent <= 150;
            }

            return result;
        }

        private static int[] Average(Registers registers, int accelConfig, int gyroConfig)
        {
            byte[] bytes = new byte[14];
            registers.Set(ImuRegister.AccelConfig, accelConfig);
            registers.Set(ImuRegister.GyroConfig, gyroConfig);
            Thread.Sleep(SettleMilliseconds);
            int[] sums = new int[Axes];
            for (int i = 0; i < Samples; i++)
            {
                registers.Read(ImuRegister.AccelX, bytes, 0, bytes.Length);
                for (int axis = 0; axis < Axes; axis++)
                {
                    int at = axis < 3 ? 2 * axis : 2 * axis + 2;
                    sums[axis] += (short)((bytes[at] << 8) | bytes[at + 1]);
                }

                Thread.Sleep(1);
            }

            for (int axis = 0; axis < Axes; axis++)
            {
                sums[axis] /= Samples;
            }

            return sums;
        }

        /// <summary>The factory's answers, in steps.</summary>
        private static void ReadTrims(Registers registers, ImuKind kind, int[] trims)
        {
            byte[] codes = new byte[4];
            if (kind != ImuKind.Mpu6050)
            {
                registers.Read(ImuRegister.SelfTestX, codes, 0, 3);
                for (int axis = 0; axis < 3; axis++)
                {
                    trims[axis] = (int)Power(2620, 1.01, codes[axis]);
                }

                registers.Read(kind == ImuKind.Mpu6886 ? ImuRegister.SelfTestGyro6886 : ImuRegister.SelfTestGyro6500, codes, 0, 3);
                for (int axis = 0; axis < 3; axis++)
                {
                    trims[3 + axis] = (int)Power(2620, 1.01, codes[axis]);
                }

                return;
            }

            registers.Read(ImuRegister.SelfTestX, codes, 0, 4);
            for (int axis = 0; axis < 3; axis++)
            {
                // Five bits: three above those of the gyroscope, two in the fourth register. 1.0337376 = (0.92 / 0.34)^(1 / 30).
                int accel = ((codes[axis] >> 3) & 0x1C) | ((codes[3] >> (4 - 2 * axis)) & 0x03);
                trims[axis] = (int)Power(4096 * 0.34, 1.0337376, accel);

                // The y axis of the gyroscope answers the other way round.
                trims[3 + axis] = (int)Power(axis == 1 ? -25.0 * 131 : 25.0 * 131, 1.046, codes[axis] & 0x1F);
            }
        }

        /// <summary>first * ratio^(code - 1), 0 for code 0: the factory has stored nothing.</summary>
        private static double Power(double first, double ratio, int code)
        {
            double power = code == 0 ? 0 : first;
            for (int i = 1; i < code; i++)
            {
                power *= ratio;
            }

            return power;
        }
    }
}
