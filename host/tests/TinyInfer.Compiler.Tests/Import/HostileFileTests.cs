using System.Buffers.Binary;
using System.Diagnostics;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Testing;

namespace TinyInfer.Compiler.Tests.Import;

/// <summary>
/// Whatever is done to a .tflite file, the whole conversion answers with one of its two exceptions or succeeds, soon.
/// </summary>
[TestClass]
public class HostileFileTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly byte[] s_values = [0x7F, 0xFF];
    private static readonly int[] s_words = [-1, int.MaxValue, int.MinValue, 65536];

    [TestMethod]
    [DataRow("layers")]
    [DataRow("movements")]
    public void Small_model_converts(string name) => Assert.IsTrue(Converts(SmallModels.Build(name)));

    [TestMethod]
    [DataRow("layers")]
    [DataRow("movements")]
    public void Every_shorter_length_of_a_small_model_is_refused(string name)
    {
        var model = SmallModels.Build(name);
        for (var length = 0; length < model.Length; length++)
        {
            Assert.IsFalse(Converts(model[..length]), $"the first {length} bytes");
        }
    }

    [TestMethod]
    [DataRow("layers")]
    [DataRow("movements")]
    public void Every_byte_of_a_small_model_may_be_anything(string name)
    {
        var model = SmallModels.Build(name);
        for (var at = 0; at < model.Length; at++)
        {
            var original = model[at];
            foreach (var value in s_values.Append((byte)(original ^ 1)))
            {
                model[at] = value;
                Converts(model);
            }

            model[at] = original;
        }
    }

    [TestMethod]
    [DataRow("layers")]
    [DataRow("movements")]
    public void Every_word_of_a_small_model_may_be_anything(string name)
    {
        var model = SmallModels.Build(name);
        for (var at = 0; at + sizeof(int) <= model.Length; at += sizeof(int))
        {
            var original = BinaryPrimitives.ReadInt32LittleEndian(model.AsSpan(at));
            foreach (var value in s_words.Append(original + 4).Append(original - 4))
            {
                BinaryPrimitives.WriteInt32LittleEndian(model.AsSpan(at), value);
                Converts(model);
            }

            BinaryPrimitives.WriteInt32LittleEndian(model.AsSpan(at), original);
        }
    }

    [TestMethod]
    [DataRow("hello_world", 4000)]
    [DataRow("micro_speech", 1500)]
    [DataRow("kws", 1500)]
    public void Golden_networks_cut_and_flipped_are_refused_or_converted(string network, int count)
    {
        var original = SharedFiles.Read("goldens", network, "model.tflite");
        var random = new SeededRandom(0xC0FFEE);
        for (var i = 0; i < count; i++)
        {
            if (i % 4 == 0)
            {
                Converts(original[..random.Next(0, original.Length - 1)]);
            }
            else
            {
                Converts(Flipped(original, random));
            }
        }
    }

    /// <summary>One to six bytes changed, most of them near the ends, where structure is and weights are not.</summary>
    private static byte[] Flipped(byte[] original, SeededRandom random)
    {
        var bytes = (byte[])original.Clone();
        for (var flips = random.Next(1, 6); flips > 0; flips--)
        {
            var at = random.Pick(
                random.Next(0, bytes.Length - 1),
                random.Next(0, Math.Min(bytes.Length, 3000) - 1),
                bytes.Length - random.Next(1, Math.Min(bytes.Length, 6000)));
            bytes[at] = random.Pick((byte)(bytes[at] ^ (1 << random.Next(0, 7))), (byte)random.NextInt8(), random.Pick(s_values), (byte)(bytes[at] + 1));
        }

        return bytes;
    }

    /// <returns>Whether it was converted; false when it was refused. Anything else fails the test.</returns>
    private static bool Converts(byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            return ModelConverter.Convert(bytes, new ConvertOptions { DebugInfo = true }).Length > 0;
        }
        catch (ModelFormatException)
        {
            return false;
        }
        catch (UnsupportedModelException)
        {
            return false;
        }
        finally
        {
            Assert.IsLessThan(s_limit, watch.Elapsed, "a few kilobytes must not take this long");
        }
    }
}
