namespace System
{
    public class Exception
    {
        public extern Exception();
    }

    public class SystemException : Exception
    {
        public extern SystemException();
    }

    public class NotSupportedException : SystemException
    {
    }

    public class ArgumentException : SystemException
    {
        public extern ArgumentException();

        public extern ArgumentException(string message);
    }

    public class ArgumentNullException : ArgumentException
    {
        public extern ArgumentNullException();

        public extern ArgumentNullException(string paramName);
    }

    public class ArgumentOutOfRangeException : ArgumentException
    {
        public extern ArgumentOutOfRangeException(string paramName);
    }

    public class InvalidOperationException : SystemException
    {
        public extern InvalidOperationException();
    }

    public class ObjectDisposedException : SystemException
    {
        public extern ObjectDisposedException(string message);
    }

    public class OutOfMemoryException : SystemException
    {
    }
}
