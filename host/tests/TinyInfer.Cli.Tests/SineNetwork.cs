namespace TinyInfer.Cli.Tests;

/// <summary>A small network that learned the sine: one int8 in, one int8 out.</summary>
internal static class SineNetwork
{
    public static byte[] Tflite
    {
        get
        {
            using var stream = typeof(SineNetwork).Assembly.GetManifestResourceStream("sine.tflite")!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    /// <summary>Puts the converted network into a folder.</summary>
    public static string Convert(TemporaryFolder folder, params string[] options)
    {
        var source = folder.Add("sine.tflite", Tflite);
        ToolRun.Of(["convert", source, "-o", folder["sine.tinf"], .. options]).Succeeds();
        return folder["sine.tinf"];
    }
}
