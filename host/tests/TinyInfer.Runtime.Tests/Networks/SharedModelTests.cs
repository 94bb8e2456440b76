using System.Globalization;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;
using TinyInfer.Tests;

namespace TinyInfer.Runtime.Tests.Networks;

/// <summary>The bytes that the shared tests carry are what the converter writes today.</summary>
[TestClass]
public class SharedModelTests
{
    [TestMethod]
    public void TinyNetwork_converted_isTheSharedArray() => AssertSame(TestNetworks.ConvertTiny(), TinyNetwork.Model, nameof(TinyNetwork));

    [TestMethod]
    public void ImageNetwork_converted_isTheSharedArray() => AssertSame(TestNetworks.ConvertImage(), ImageNetwork.Model, nameof(ImageNetwork));

    [TestMethod]
    public void MovesNetwork_converted_isTheSharedArray() => AssertSame(TestNetworks.ConvertMoves(), MovesNetwork.Model, nameof(MovesNetwork));

    [TestMethod]
    public void JointNetwork_converted_isTheSharedArray() => AssertSame(TestNetworks.ConvertJoint(), JointNetwork.Model, nameof(JointNetwork));

    /// <summary>ESP-NN's vector kernels write whole pixels; with debug info every op's output is there.</summary>
    [TestMethod]
    [DataRow("esp32s3", false)]
    [DataRow("any", true)]
    public void JointNetwork_withCopies_answersTheSame(string target, bool debugInfo)
    {
        var copying = ModelConverter.Convert(TestNetworks.Joint(), new ConvertOptions { Target = LayoutTarget.Find(target)!, DebugInfo = debugInfo });
        var description = ModelDescription.Read(copying);
        CollectionAssert.AreEqual(
            new[] { OpCode.Conv2D, OpCode.Conv2D, OpCode.StridedCopy, OpCode.StridedCopy }, description.Ops.Select(op => op.Code).Order().ToArray());
        Assert.IsTrue(description.Debug.All(output => output.Arena is not null));
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(copying)));
        var outputs = new List<sbyte>();
        foreach (var image in JointNetwork.Images.Chunk(interpreter.Input(0).ElementCount))
        {
            interpreter.Input(0).Write(image);
            interpreter.Invoke();
            var joint = new sbyte[interpreter.Output(0).ElementCount];
            interpreter.Output(0).Read(joint);
            outputs.AddRange(joint);
        }

        CollectionAssert.AreEqual(JointNetwork.Outputs, outputs);
    }

    /// <summary>All initialisers of a device assembly share 64 KiB, and beyond them it fails in silence.</summary>
    [TestMethod]
    public void SharedArrays_together_fitADeviceAssembly()
    {
        var bytes = TinyNetwork.Model.Length + ImageNetwork.Model.Length + ImageNetwork.Images.Length + ImageNetwork.Scores.Length
            + MovesNetwork.Model.Length + MovesNetwork.Inputs.Length + MovesNetwork.Outputs.Length
            + JointNetwork.Model.Length + JointNetwork.Images.Length + JointNetwork.Outputs.Length;

        Assert.IsLessThan(32 * 1024, bytes);
    }

    private static void AssertSame(byte[] converted, byte[] shared, string name) =>
        Assert.IsTrue(converted.AsSpan().SequenceEqual(shared), $"nf-tests/Shared/{name}.cs: the converter writes other bytes now:\n{Initialiser(converted)}");

    /// <summary>To be pasted where the array is.</summary>
    private static string Initialiser(byte[] bytes)
    {
        const int BytesInALine = 16;
        var text = new StringBuilder();
        foreach (var line in bytes.Chunk(BytesInALine))
        {
            text.Append("           ");
            foreach (var value in line)
            {
                text.Append(CultureInfo.InvariantCulture, $" 0x{value:X2},");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
