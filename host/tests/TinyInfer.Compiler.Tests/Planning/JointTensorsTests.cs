using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;
using static TinyInfer.Compiler.Tests.Planning.Programs;

namespace TinyInfer.Compiler.Tests.Planning;

[TestClass]
public sealed class JointTensorsTests
{
    private readonly ArenaTensor _input = Tensor("input", 16);
    private readonly ArenaTensor _a = Tensor("a", 64);
    private readonly ArenaTensor _b = Tensor("b", 32);
    private readonly ArenaTensor _joint = Tensor("joint", 96);
    private readonly ArenaTensor _output = Tensor("output", 16);

    [TestMethod]
    public void Plan_parts_one_after_the_other_are_written_in_place()
    {
        var program = Plan([Op(_a, _input), Op(_b, _input), .. Concatenate(_joint, _a, _b), Op(_output, _joint)]);

        CollectionAssert.AreEquivalent(new[] { "a", "b", "output" }, Names(program));
        Assert.AreEqual((_joint.Start, _joint.Start + 64), (_a.Start, _b.Start));
        Assert.AreEqual(96 + 16, program.ArenaBytes);
    }

    [TestMethod]
    public void Plan_part_at_an_odd_place_is_copied()
    {
        var (a, joint) = (Tensor("a", 60), Tensor("joint", 92));
        var program = Plan([Op(a, _input), Op(_b, _input), .. Concatenate(joint, a, _b), Op(_output, joint)]);

        CollectionAssert.AreEquivalent(new[] { "a", "b", "joint", "output" }, Names(program));
        Assert.AreEqual(joint.Start, a.Start);
    }

    [TestMethod]
    public void Plan_edges_of_the_network_are_copied()
    {
        var joint = Tensor("joint", 16 + 64 + 32);
        var program = Planned([_input], [Op(_a, _input), Op(_b, _input), .. Concatenate(joint, _input, _a, _b)], [joint, _a]);

        CollectionAssert.AreEquivalent(new[] { "a", "b", "joint", "joint" }, Names(program));
    }

    [TestMethod]
    public void Plan_part_that_is_read_to_make_the_next_one_stays_where_it_is()
    {
        var program = Plan([Op(_a, _input), Op(_b, _a), .. Concatenate(_joint, _a, _b), InPlaceOp(_output, _a), Op(Tensor("c", 8), _joint, _output)]);

        CollectionAssert.AreEquivalent(new[] { "a", "b", "output", "c" }, Names(program));
        Assert.AreNotEqual(_a.Start, _output.Start);
    }

    [TestMethod]
    public void Plan_joint_tensor_that_is_read_beside_a_part_of_it_gives_its_place_to_none()
    {
        // Something else needs more room, so that room is no reason to copy.
        var (wide, narrow, sum) = (Tensor("wide", 1600), Tensor("narrow", 16), Tensor("sum", 96));
        var program = Plan(
            [Op(wide, _input), Op(narrow, wide), Op(_a, narrow), Op(_b, narrow), .. Concatenate(_joint, _a, _b), InPlaceOp(sum, _joint, _b), Op(_output, sum)]);

        Assert.DoesNotContain("joint", Names(program));
        Assert.AreNotEqual(_joint.Start, sum.Start);
    }

    [TestMethod]
    public void Plan_tensor_twice_in_one_is_copied_once()
    {
        var joint = Tensor("joint", 128);
        var program = Plan([Op(_a, _input), .. Concatenate(joint, _a, _a), Op(_output, joint)]);

        CollectionAssert.AreEqual(new[] { "a", "joint", "output" }, Names(program));
    }

    [TestMethod]
    public void Plan_tensor_in_two_joint_ones_is_copied_into_one()
    {
        var (c, other) = (Tensor("c", 96), Tensor("other", 160));
        var program = Plan(
            [Op(_a, _input), Op(_b, _input), Op(c, _input), .. Concatenate(_joint, _a, _b), .. Concatenate(other, _a, c), Op(_output, _joint, other)]);

        Assert.HasCount(5, program.Ops);
        Assert.IsNotNull(_a.Joint);
    }

    [TestMethod]
    public void Plan_joint_tensor_in_another_one_is_written_there()
    {
        var (c, outer) = (Tensor("c", 48), Tensor("outer", 144));
        var program = Plan(
            [Op(_a, _input), Op(_b, _input), .. Concatenate(_joint, _a, _b), Op(c, _joint), .. Concatenate(outer, c, _joint), Op(_output, outer)]);

        CollectionAssert.AreEqual(new[] { "a", "b", "c", "output" }, Names(program));
        Assert.AreEqual((outer.Start + 48, outer.Start + 48 + 64), (_a.Start, _b.Start));
    }

    [TestMethod]
    public void Plan_joint_tensor_that_would_make_the_arena_larger_has_its_last_part_only()
    {
        // With all of the joint tensor beside the wide one it would be 1600 + 864; with copies alone 64 + 800 + 864.
        var (wide, joint) = (Tensor("wide", 1600), Tensor("joint", 64 + 800));
        var b = Tensor("b", 800);
        var program = Plan([Op(wide, _input), Op(_a, wide), Op(b, _a), .. Concatenate(joint, _a, b), Op(_output, joint)]);

        Assert.AreEqual(_a, program.Ops.OfType<StridedCopyOp>().Single().Source);
        Assert.AreEqual(1600 + 64, program.ArenaBytes);
    }

    [TestMethod]
    public void Debug_section_says_when_the_last_part_is_there()
    {
        LookupOp Lookup(ArenaTensor destination, byte value) => new()
        {
            Source = _input,
            Destination = destination,
            Table = new() { Bytes = [.. Enumerable.Repeat(value, 256)] },
            SourceOps = [value],
        };
        var (a, b, joint) = (Tensor("a", 16), Tensor("b", 16), Tensor("joint", 32));
        Quantization plain = new([1], [0], 0);
        var program = new LoweredProgram
        {
            Inputs = [new("x", [16], _input, plain, ElementType.Int8, ElementType.Int8)],
            Ops = [Lookup(a, 0), Lookup(b, 1), .. Concatenate(joint, a, b)],
            Outputs = [new("y", [32], joint, plain, ElementType.Int8, ElementType.Int8)],
        };
        program.DebugOutputs.AddRange([new(0, "a", a), new(1, "b", b), new(2, "joint", joint)]);

        MemoryPlanner.Plan(program);
        var model = ModelDescription.Read(TinfWriter.Write(program, new() { DebugInfo = true }));

        CollectionAssert.AreEqual(new int?[] { 0, 1, 1 }, model.Debug.Select(output => output.Record).ToArray());
        CollectionAssert.AreEqual(
            new[] { (joint.Start, 16), (joint.Start + 16, 16), (joint.Start, 32) },
            model.Debug.Select(output => (output.Arena!.Value.Start, output.Arena.Value.Bytes)).ToArray());
        Assert.AreEqual(new ArenaRange(joint.Start, 32), ArenaTimeline.Of(model).Values[^1].Range);
    }

    private LoweredProgram Plan(LoweredOp[] ops) => Planned([_input], ops, [ops[^1].Output]);
}
