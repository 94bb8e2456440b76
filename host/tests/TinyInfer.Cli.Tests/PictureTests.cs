using TinyInfer.Cli.Files.Samples;
using TinyInfer.Compiler.Graph;
using TinyInfer.Testing;

namespace TinyInfer.Cli.Tests;

/// <summary>
/// Pictures of 8 × 8 pixels in several formats, made by libjpeg and Netpbm from the same pixels: red is 32 times the
/// column, green 32 times the row, blue 128.
/// </summary>
[TestClass]
public class PictureTests
{
    private static string Folder => Path.Combine(SharedFiles.Repository, "host", "tests", "TinyInfer.Cli.Tests", "Pictures");

    [TestMethod]
    [DataRow("baseline.jpg", 2)]
    [DataRow("progressive.jpg", 2)]
    [DataRow("colours.png", 0)]
    [DataRow("palette.png", 0)]
    [DataRow("interlaced.png", 0)]
    [DataRow("sixteen-bits.png", 0)]
    [DataRow("colours.bmp", 0)]
    [DataRow("colours.ppm", 0)]
    public void Picture_gives_the_pixels_it_was_made_of(string name, int difference)
    {
        var values = Read(name, File.ReadAllBytes(Path.Combine(Folder, name)), [1, 8, 8, 3]);

        for (var i = 0; i < values.Length; i++)
        {
            var expected = (i % 3) switch { 0 => 32 * (i / 3 % 8), 1 => 32 * (i / 24), _ => 128 };
            Assert.AreEqual(expected, values[i], difference, $"value {i}");
        }
    }

    [TestMethod]
    public void Picture_for_a_grey_input_is_weighed_and_scaled()
    {
        var values = Read("colours.png", File.ReadAllBytes(Path.Combine(Folder, "colours.png")), [1, 2, 2, 1]);

        // Means of 4 × 4 pixels: red and green are 48 and 176.
        float[] expected = [0.299f * 48 + 0.587f * 48, 0.299f * 176 + 0.587f * 48, 0.299f * 48 + 0.587f * 176, 0.299f * 176 + 0.587f * 176];
        for (var i = 0; i < 4; i++)
        {
            Assert.AreEqual(expected[i] + 0.114f * 128, values[i], 0.01f);
        }
    }

    [TestMethod]
    [DataRow("baseline.jpg")]
    [DataRow("progressive.jpg")]
    [DataRow("colours.png")]
    [DataRow("colours.bmp")]
    [DataRow("colours.ppm")]
    public void Picture_that_is_cut_off_is_refused(string name)
    {
        var whole = File.ReadAllBytes(Path.Combine(Folder, name));
        for (var length = 0; length < whole.Length * 3 / 4; length += 7)
        {
            var failure = Assert.ThrowsExactly<ToolException>(() => Read(name, whole[..length], [1, 8, 8, 3]), $"{length} bytes");

            Assert.AreEqual(ExitCode.Usage, failure.ExitCode);
            Assert.Contains("copy it again", failure.Message);
        }
    }

    private static float[] Read(string path, byte[] file, int[] shape) => ImageInput.Read(
        path, file,
        new NetworkGraph
        {
            Name = "test",
            Nodes = [],
            Inputs = [new() { Name = "x", Type = TensorType.Float32, Shape = shape }],
            Outputs = [],
            SourceOps = [],
        },
        PixelRange.Bytes);
}
