using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;
using static TinyInfer.Compiler.Tests.Planning.Programs;

namespace TinyInfer.Compiler.Tests.Planning;

[TestClass]
public sealed class MemoryPlannerTests
{
    [TestMethod]
    public void Plan_chain_needs_the_largest_neighbours()
    {
        ArenaTensor[] t = [Tensor("input", 100), Tensor("a", 200), Tensor("b", 50), Tensor("c", 300)];
        var program = Program([t[0]], [Op(t[1], t[0]), Op(t[2], t[1]), Op(t[3], t[2])], [t[3]]);

        MemoryPlanner.Plan(program);

        // 50 and 300 bytes live together, as multiples of 16: 64 + 304.
        Assert.AreEqual(368, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_no_ops_holds_the_inputs()
    {
        ArenaTensor[] t = [Tensor("a", 20), Tensor("b", 1)];
        var program = Program(t, [], [t[0]]);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(48, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_no_tensors_needs_nothing()
    {
        var program = Program([], [], []);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(0, program.ArenaBytes);
    }

    [TestMethod]
    public void Plan_elementwise_chain_stays_in_place()
    {
        ArenaTensor[] t = [Tensor("input", 160), Tensor("a", 160), Tensor("b", 160)];
        var program = Program([t[0]], [InPlaceOp(t[1], t[0]), InPlaceOp(t[2], t[1])], [t[2]]);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(160, program.ArenaBytes);
        CollectionAssert.AreEqual(new[] { 0, 0, 0 }, t.Select(tensor => tensor.Start).ToArray());
    }

    [TestMethod]
    public void Plan_add_onto_a_dying_input_takes_its_place()
    {
        ArenaTensor[] t = [Tensor("input", 160), Tensor("a", 160), Tensor("sum", 160)];
        var program = Program([t[0]], [Op(t[1], t[0]), InPlaceOp(t[2], t[0], t[1])], [t[2]]);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(320, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_input_that_is_read_later_is_not_overwritten()
    {
        ArenaTensor[] t = [Tensor("input", 160), Tensor("a", 160), Tensor("b", 160)];
        var program = Program([t[0]], [InPlaceOp(t[1], t[0]), Op(t[2], t[0], t[1])], [t[2]]);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(480, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_input_that_is_an_output_is_not_overwritten()
    {
        ArenaTensor[] t = [Tensor("input", 160), Tensor("a", 160)];
        var program = Program([t[0]], [InPlaceOp(t[1], t[0])], [t[1], t[0]]);

        MemoryPlanner.Plan(program);

        Assert.AreEqual(320, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_interleaved_branches_run_one_after_the_other()
    {
        var input = Tensor("input", 16);
        var wide = Enumerable.Range(0, 3).Select(i => Tensor($"wide{i}", 1600)).ToArray();
        var narrow = Enumerable.Range(0, 3).Select(i => Tensor($"narrow{i}", 16)).ToArray();
        var output = Tensor("output", 48);
        LoweredOp[] ops =
        [
            .. wide.Select(tensor => Op(tensor, input)),
            .. narrow.Select((tensor, i) => Op(tensor, wide[i])),
            Op(output, narrow),
        ];
        var program = Program([input], ops, [output]);

        MemoryPlanner.Plan(program);

        // One wide tensor and two narrow ones, then the input or a third narrow one.
        Assert.AreEqual(1600 + 3 * 16, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_parts_keep_their_output_alive_from_the_first_one()
    {
        var (input, a, b, output) = (Tensor("input", 64), Tensor("a", 64), Tensor("b", 64), Tensor("output", 128));
        LoweredOp[] ops =
        [
            Op(a, input),
            new TestOp("part0", output, a) { SourceOps = [], Part = (0, 2) },
            Op(b, input),
            new TestOp("part1", output, b) { SourceOps = [], Part = (1, 2) },
        ];
        var program = Program([input], ops, [output]);

        MemoryPlanner.Plan(program);

        // Input, one of a and b, and the output.
        Assert.AreEqual(256, program.ArenaBytes);
        ArenaMachine.AssertRuns(program);
    }

    [TestMethod]
    public void Plan_two_plans_of_the_same_program_are_equal()
    {
        var (first, second) = (Programs.Random(7, 12), Programs.Random(7, 12));

        MemoryPlanner.Plan(first);
        MemoryPlanner.Plan(second);

        CollectionAssert.AreEqual(Starts(first), Starts(second));
    }

    [TestMethod]
    public void Plan_random_programs_run_and_need_no_more_than_in_the_given_order()
    {
        var joined = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var opCount = 1 + seed % 25;
            var given = Programs.Random(seed, opCount);
            var givenBytes = MemoryPlanner.PlaceTensors(given);
            var program = Programs.Random(seed, opCount);

            MemoryPlanner.Plan(program);

            ArenaMachine.AssertRuns(program);
            joined += given.Ops.Count - program.Ops.Count;
            Assert.IsTrue(program.ArenaBytes <= givenBytes, $"seed {seed}: {program.ArenaBytes} instead of {givenBytes} bytes");
            Assert.AreEqual(Align(HighWaterMark(program)), program.ArenaBytes, $"seed {seed}");
        }

        Assert.IsGreaterThan(100, joined, "copies that were dropped");
    }

    [TestMethod]
    public void Plan_large_random_program_runs()
    {
        var program = Programs.Random(1, 300);

        MemoryPlanner.Plan(program);

        ArenaMachine.AssertRuns(program);
    }

    private static int[] Starts(LoweredProgram program) => [.. program.Ops.Select(op => op.Output.Start)];

    private static int HighWaterMark(LoweredProgram program) =>
        program.Ops.Select(op => op.Output).Concat(program.Inputs.Select(input => input.Tensor)).Max(tensor => tensor.Start + tensor.Bytes);

    private static int Align(int bytes) => (bytes + 15) / 16 * 16;
}
