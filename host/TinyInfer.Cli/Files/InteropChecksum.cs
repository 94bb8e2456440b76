using System.Buffers.Binary;
using System.Text.RegularExpressions;

namespace TinyInfer.Cli.Files;

/// <summary>
/// Whether a firmware's native half is that of the package TinyInfer.Native: the CLR refuses an app with another checksum.
/// </summary>
internal static partial class InteropChecksum
{
    public const string Assembly = "TinyInfer.Native";

    /// <summary>Of native-interop/interop/TinyInfer_Native.cpp; a test compares them.</summary>
    public const uint OfThePackage = 0x1D598ED1;

    internal enum Answer
    {
        Absent,
        Fits,
        Differs,
    }

    /// <summary>In the image of a firmware: the assembly's name, and the checksum, which stands beside the pointer to it.</summary>
    public static Answer InImage(ReadOnlySpan<byte> image)
    {
        if (image.IndexOf("TinyInfer.Native\0"u8) < 0)
        {
            return Answer.Absent;
        }

        Span<byte> checksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, OfThePackage);
        return image.IndexOf(checksum) >= 0 ? Answer.Fits : Answer.Differs;
    }

    /// <summary>In what nanoff prints of a device: a line with name, version and checksum of each native assembly.</summary>
    public static Answer InDetails(string details, out string found)
    {
        var match = Line().Match(details);
        found = match.Groups["checksum"].Value;
        return !match.Success ? Answer.Absent
            : Convert.ToUInt32(found, 16) == OfThePackage ? Answer.Fits
            : Answer.Differs;
    }

    [GeneratedRegex(@"TinyInfer\.Native[ ,].*checksum\s*:?\s*(?<checksum>0x[0-9A-Fa-f]{1,8})", RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
