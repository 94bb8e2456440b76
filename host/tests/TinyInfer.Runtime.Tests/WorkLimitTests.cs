using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.Testing;
using TinyInfer.Tests;

namespace TinyInfer.Runtime.Tests;

/// <summary>Work that an int cannot count, in a file whose every single number is possible.</summary>
[TestClass]
public class WorkLimitTests
{
    private const int Depth = 200;

    /// <summary>200 x 200 weights are 2,621,400,000 MACs for 65,535 batches and 2,147,480,000 for 53,687.</summary>
    [TestMethod]
    [DataRow(0xFFFF, true)]
    [DataRow(53_687, false)]
    public void Load_ofMoreMacsThanAnIntCounts_refuses(int batches, bool refuses)
    {
        var model = new EditableModel(ModelConverter.Convert(Network(), new ConvertOptions()));
        var record = model.Record(OpCode.FullyConnected);
        var bytes = (batches * Depth + 15) / 16 * 16;
        model.Set(record + FullyConnectedRecord.Batches, 2, batches)
            .Set(record + FullyConnectedRecord.InputStart, 4, 0)
            .Set(record + FullyConnectedRecord.OutputStart, 4, bytes)
            .Set(record + OpRecord.MacsPerUnit, 4, batches * Depth)
            .Set(FileHeader.Macs, 4, batches * Depth * Depth)
            .Set(FileHeader.ArenaBytes, 4, 2 * bytes);

        var refusal = model.Repair().Refusal();

        Assert.AreEqual(refuses, refusal is not null);
        if (refuses)
        {
            Assert.AreEqual(ErrorCode.ShapeMismatch, refusal.Code);
            Assert.AreEqual(record, refusal.Place);
        }
    }

    private static byte[] Network()
    {
        var model = new TfliteBuilder();
        var input = model.Int8("input", [1, Depth], 0.1f, 0);
        var weights = model.Weights("weights", [Depth, Depth], new SeededRandom(1).NextInt8s(Depth * Depth), [0.1f], 0);
        var output = model.Int8("output", [1, Depth], 0.1f, 0);
        return model
            .Op(TfliteOp.FULLY_CONNECTED, TfliteOptions.FullyConnected(), [input, weights, -1], [output])
            .Inputs(input)
            .Outputs(output)
            .Build();
    }
}
