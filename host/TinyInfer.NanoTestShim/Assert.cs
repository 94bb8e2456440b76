using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MSTest = Microsoft.VisualStudio.TestTools.UnitTesting;

namespace nanoFramework.TestFramework;

/// <summary>
/// What the shared tests use of nanoFramework.TestFramework, with its names and parameters and nothing besides, so that
/// a test that compiles here compiles for the device. Failures are MSTest's.
/// </summary>
public sealed class Assert
{
    private Assert()
    {
    }

    public static void AreEqual(bool expected, bool actual, [CallerArgumentExpression(nameof(actual))] string message = "") =>
        Equal(expected, actual, message);

    public static void AreEqual(int expected, int actual, [CallerArgumentExpression(nameof(actual))] string message = "") =>
        Equal(expected, actual, message);

    public static void AreEqual(uint expected, uint actual, [CallerArgumentExpression(nameof(actual))] string message = "") =>
        Equal(expected, actual, message);

    public static void AreEqual(float expected, float actual, [CallerArgumentExpression(nameof(actual))] string message = "") =>
        Equal(expected, actual, message);

    public static void AreEqual(string? expected, string? actual, [CallerArgumentExpression(nameof(actual))] string message = "") =>
        Equal(expected, actual, message);

    public static void AreSame(object? expected, object? actual, [CallerArgumentExpression(nameof(actual))] string message = "")
    {
        if (!ReferenceEquals(expected, actual))
        {
            Fail("AreSame", message);
        }
    }

    public static void IsTrue(bool condition, [CallerArgumentExpression(nameof(condition))] string message = "")
    {
        if (!condition)
        {
            Fail("IsTrue", message);
        }
    }

    public static void IsFalse(bool condition, [CallerArgumentExpression(nameof(condition))] string message = "")
    {
        if (condition)
        {
            Fail("IsFalse", message);
        }
    }

    public static void IsNull(object? value, [CallerArgumentExpression(nameof(value))] string message = "")
    {
        if (value is not null)
        {
            Fail("IsNull", message);
        }
    }

    /// <summary>Exactly this type, no derived one.</summary>
    public static void ThrowsException(Type exception, Action action, [CallerArgumentExpression(nameof(action))] string message = "")
    {
        try
        {
            action();
        }
        catch (Exception thrown)
        {
            if (thrown.GetType() != exception)
            {
                Fail("ThrowsException", $"expected {exception.Name}, was {thrown.GetType().Name} ({thrown.Message}). {message}");
            }

            return;
        }

        Fail("ThrowsException", $"expected {exception.Name}, nothing was thrown. {message}");
    }

    private static void Equal(object? expected, object? actual, string message)
    {
        if (!Equals(expected, actual))
        {
            Fail("AreEqual", $"expected <{expected ?? "null"}>, was <{actual ?? "null"}>. {message}");
        }
    }

    [DoesNotReturn]
    private static void Fail(string assertion, string message) => throw new MSTest.AssertFailedException($"{assertion}: {message}");
}
