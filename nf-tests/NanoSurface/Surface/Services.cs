namespace System
{
    public static class GC
    {
        public static extern void ReRegisterForFinalize(object obj);

        public static extern void SuppressFinalize(object obj);
    }

    public static class BitConverter
    {
        public static extern ushort ToUInt16(byte[] value, int startIndex);

        public static extern int ToInt32(byte[] value, int startIndex);

        public static extern uint ToUInt32(byte[] value, int startIndex);

        public static extern float ToSingle(byte[] value, int startIndex);
    }
}

namespace System.Threading
{
    public static class Interlocked
    {
        public static extern int Exchange(ref int location1, int value);

        public static extern int CompareExchange(ref int location1, int value, int comparand);
    }
}
