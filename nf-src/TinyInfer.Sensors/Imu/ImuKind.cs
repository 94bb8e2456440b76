namespace TinyInfer.Sensors
{
    /// <summary>Motion sensors by InvenSense that differ in a few registers: what they answer to WHO_AM_I.</summary>
    public enum ImuKind
    {
        Mpu6050 = 0x68,
        Mpu6500 = 0x70,
        Mpu6886 = 0x19,
        Mpu9250 = 0x71,

        /// <summary>An MPU9250 by another number.</summary>
        Mpu9255 = 0x73,
    }
}
