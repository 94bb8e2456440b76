using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Tests;

[TestClass]
public class ArenaTimelineTests
{
    [TestMethod]
    public void Timeline_chain_of_ops_keeps_values_from_writer_to_last_reader()
    {
        // in -> a -> b, and a is added to b: a skip connection.
        var model = Descriptions.Model(
            64, new(0, 16), new(0, 16),
            Descriptions.Op(0, OpCode.Conv2D, [new(0, 16)], new(16, 16)),
            Descriptions.Op(1, OpCode.Conv2D, [new(16, 16)], new(32, 16)),
            Descriptions.Op(2, OpCode.Add, [new(16, 16), new(32, 16)], new(0, 16)));

        var timeline = ArenaTimeline.Of(model);

        CollectionAssert.AreEqual(
            new ArenaValue[]
            {
                new(new(0, 16), -1, 0),
                new(new(16, 16), 0, 2),
                new(new(32, 16), 1, 2),
                new(new(0, 16), 2, 3),
            },
            timeline.Values.ToArray());
        Assert.AreEqual(32, timeline.LiveBytes(0));
        Assert.AreEqual(32, timeline.LiveBytes(1));
        Assert.AreEqual(48, timeline.LiveBytes(2));
    }

    [TestMethod]
    public void Timeline_op_in_place_ends_one_value_and_starts_another_in_the_same_bytes()
    {
        var model = Descriptions.Model(
            32, new(0, 16), new(0, 16),
            Descriptions.Op(0, OpCode.Lookup, [new(0, 16)], new(0, 16)));

        var timeline = ArenaTimeline.Of(model);

        CollectionAssert.AreEqual(
            new ArenaValue[] { new(new(0, 16), -1, 0), new(new(0, 16), 0, 1) }, timeline.Values.ToArray());
        Assert.AreEqual(16, timeline.LiveBytes(0), "the shared bytes count once");
    }

    [TestMethod]
    public void Timeline_parts_read_as_one_operand_are_one_value()
    {
        // A concatenation of channels: two copies write every other byte of one tensor.
        var model = Descriptions.Model(
            48, new(0, 16), new(0, 8),
            Copy(0, from: 0, to: 16),
            Copy(1, from: 8, to: 17),
            Descriptions.Op(2, OpCode.MaxPool2D, [new(16, 16)], new(0, 8)));

        var timeline = ArenaTimeline.Of(model);

        CollectionAssert.AreEqual(
            new ArenaValue[] { new(new(0, 16), -1, 1), new(new(16, 16), 0, 2), new(new(0, 8), 2, 3) },
            timeline.Values.ToArray());

        static OpDescription Copy(int index, int from, int to) => new(
            index, OpCode.StridedCopy, [8, 1], 1, 0, 0, [ArenaAccess.Dense(from, 8)],
            new ArenaAccess(new(to, 15), Enumerable.Range(0, 8).Select(i => new ArenaRange(to + 2 * i, 1))));
    }

    [TestMethod]
    public void Timeline_value_nobody_reads_lives_for_its_op_alone()
    {
        var model = Descriptions.Model(
            48, new(0, 16), new(0, 16),
            Descriptions.Op(0, OpCode.Conv2D, [new(0, 16)], new(16, 16)),
            Descriptions.Op(1, OpCode.Lookup, [new(0, 16)], new(0, 16)));

        Assert.AreEqual(new ArenaValue(new(16, 16), 0, 0), ArenaTimeline.Of(model).Values[1]);
    }
}
