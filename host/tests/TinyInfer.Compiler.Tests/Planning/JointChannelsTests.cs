using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;
using static TinyInfer.Compiler.Tests.Planning.Programs;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>Concatenations of channels of pictures, whose convolutions write into the joint tensor.</summary>
[TestClass]
public sealed class JointChannelsTests
{
    private const int Size = 8;
    private const int Positions = Size * Size;

    private readonly ArenaTensor _input = Picture("input", 4);
    private readonly ArenaTensor _a = Picture("a", 16);
    private readonly ArenaTensor _b = Picture("b", 3);
    private readonly ArenaTensor _joint = Picture("joint", 19);
    private readonly ArenaTensor _output = Tensor("output", 16);

    [TestMethod]
    public void Plan_convolutions_write_their_channels_into_the_joint_tensor()
    {
        var program = Plan([Conv(_a, _input), Conv(_b, _input), .. ConcatenateChannels(_joint, _a, _b), Op(_output, _joint)]);

        CollectionAssert.AreEqual(new[] { "joint", "joint", "output" }, Names(program));
        CollectionAssert.AreEqual(
            new[] { new ChannelPart(0, 19), new ChannelPart(16, 19) },
            program.Ops.OfType<ConvOp>().Select(conv => conv.Part!.Value).ToArray());
        Assert.AreEqual((4 + 19) * Positions, program.ArenaBytes, "the input and the joint tensor; the output lies where the input was");
    }

    [TestMethod]
    public void Plan_of_several_batches_counts_their_positions_too()
    {
        var (input, a, b, joint) = (Tensor("input", 2 * 4 * Positions), Tensor("a", 2 * 16 * Positions), Tensor("b", 2 * 3 * Positions), Tensor("joint", 2 * 19 * Positions));
        var program = Planned([input], [Conv(a, input, 2), Conv(b, input, 2), .. ConcatenateChannels(joint, 2, a, b)], [joint]);

        CollectionAssert.AreEqual(
            new[] { new ChannelPart(0, 19), new ChannelPart(16, 19) },
            program.Ops.Select(op => ((ConvOp)op).Part!.Value).ToArray());
    }

    [TestMethod]
    public void Plan_parts_that_would_make_the_arena_larger_stay_copies_and_the_last_one_does_not()
    {
        // With all of the joint tensor beside the wide one it would be 100 + 19.
        var (wide, narrow) = (Picture("wide", 100), Picture("narrow", 1));
        var program = Plan(
            [Op(wide, _input), Conv(_b, wide), Op(narrow, wide), Conv(_a, narrow), .. ConcatenateChannels(_joint, _a, _b), Op(_output, _joint)]);

        Assert.AreEqual((100 + 4) * Positions, program.ArenaBytes);
        Assert.AreEqual(_b, program.Ops.OfType<StridedCopyOp>().Single().Source);
        Assert.AreEqual(new ChannelPart(0, 19), program.Ops.OfType<ConvOp>().Single(conv => conv.Output == _joint).Part);
    }

    [TestMethod]
    public void Plan_other_writers_of_pictures_are_copied()
    {
        var program = Plan([Conv(_a, _input), Op(_b, _input), .. ConcatenateChannels(_joint, _a, _b), Op(_output, _joint)]);

        CollectionAssert.AreEquivalent(new[] { "joint", "b", "joint", "output" }, Names(program));
        Assert.HasCount(1, program.Ops.OfType<StridedCopyOp>());
    }

    [TestMethod]
    public void Plan_part_that_something_else_reads_is_copied()
    {
        var program = Plan([Conv(_a, _input), Conv(_b, _a), .. ConcatenateChannels(_joint, _a, _b), Op(_output, _joint)]);

        Assert.AreEqual(OpCode.Conv2D, program.Ops.Single(op => op.Output == _a).Code);
        Assert.AreEqual(new ChannelPart(16, 19), program.Ops.OfType<ConvOp>().Single(conv => conv.Output == _joint).Part);
    }

    [TestMethod]
    public void Plan_part_that_is_an_output_of_the_network_is_copied()
    {
        var program = Planned([_input], [Conv(_a, _input), Conv(_b, _input), .. ConcatenateChannels(_joint, _a, _b)], [_joint, _a]);

        Assert.HasCount(1, program.Ops.OfType<StridedCopyOp>().Where(copy => copy.Source == _a));
    }

    [TestMethod]
    public void Plan_part_twice_in_one_is_copied()
    {
        var joint = Picture("joint", 32);
        var program = Plan([Conv(_a, _input), .. ConcatenateChannels(joint, _a, _a), Op(_output, joint)]);

        CollectionAssert.AreEqual(new[] { "a", "joint", "joint", "output" }, Names(program));
    }

    [TestMethod]
    public void Plan_for_kernels_that_write_whole_pixels_copies()
    {
        var program = Planned(
            [_input], [Conv(_a, _input), Conv(_b, _input), .. ConcatenateChannels(_joint, _a, _b), Op(_output, _joint)], [_output],
            joinsChannels: false);

        Assert.HasCount(2, program.Ops.OfType<StridedCopyOp>());
    }

    private static ArenaTensor Picture(string name, int channels) => Tensor(name, Positions * channels);

    private static ConvOp Conv(ArenaTensor output, ArenaTensor input, int batches = 1) => new(OpCode.Conv2D)
    {
        Source = input,
        Destination = output,
        Weights = new() { Bytes = [] },
        Bias = new() { Bytes = [] },
        Requantization = new(null, null, 1 << 30, 0),
        InputZeroPoint = 0,
        OutputZeroPoint = 0,
        ActivationMin = -128,
        ActivationMax = 127,
        Batches = batches,
        Rows = new(Size, Size, 1, 1, 1, 0),
        Columns = new(Size, Size, 1, 1, 1, 0),
        InputChannels = input.Bytes / Positions / batches,
        OutputChannels = output.Bytes / Positions / batches,
        SourceOps = [],
    };

    private static IEnumerable<StridedCopyOp> ConcatenateChannels(ArenaTensor joint, params ArenaTensor[] parts) => ConcatenateChannels(joint, 1, parts);

    private static IEnumerable<StridedCopyOp> ConcatenateChannels(ArenaTensor joint, int batches, params ArenaTensor[] parts)
    {
        var positions = batches * Positions;
        return parts.Select((part, i) => new StridedCopyOp
        {
            Source = part,
            Destination = joint,
            InputOffset = 0,
            OutputOffset = parts.Take(i).Sum(before => before.Bytes) / positions,
            RunBytes = part.Bytes / positions,
            Loops = [new(positions, part.Bytes / positions, joint.Bytes / positions)],
            IsPart = true,
            SourceOps = [],
        });
    }

    private LoweredProgram Plan(LoweredOp[] ops) => Planned([_input], ops, [ops[^1].Output]);
}
