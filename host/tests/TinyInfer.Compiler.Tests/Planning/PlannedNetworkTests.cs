using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;

namespace TinyInfer.Compiler.Tests.Planning;

/// <summary>Networks that share their arena against the same networks with a place for every tensor.</summary>
[TestClass]
public sealed class PlannedNetworkTests
{
    [TestMethod]
    public void Plan_random_networks_compute_the_same_as_without_sharing()
    {
        var (inPlace, reordered, joined, parts) = (0, 0, 0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var planned = RandomNetwork.Lower(seed);
            var given = planned.Ops.ToArray();
            MemoryPlanner.Plan(planned);
            inPlace += planned.Ops.Count(op => op.InPlaceInputs.Any(input => input.Start == op.Output.Start));
            reordered += planned.Ops.SequenceEqual(given.Where(planned.Ops.Contains)) ? 0 : 1;
            joined += given.Length - planned.Ops.Count;
            parts += planned.Ops.Count(op => op.Code == OpCode.Conv2DPart);
            var spread = RandomNetwork.Lower(seed);
            GiveEachItsPlace(spread);

            CollectionAssert.AreEqual(Run(spread, seed), Run(planned, seed), $"seed {seed}");
        }

        Assert.IsGreaterThan(100, inPlace, "ops that worked in place");
        Assert.IsGreaterThan(10, reordered, "networks whose order was changed");
        Assert.IsGreaterThan(50, joined, "copies that were dropped");
        Assert.IsGreaterThan(50, parts, "convolutions that write into a joint tensor");
    }

    private static void GiveEachItsPlace(LoweredProgram program)
    {
        var tensors = program.Inputs.Select(input => input.Tensor).Concat(program.Ops.Select(op => op.Output)).Distinct();
        foreach (var tensor in tensors)
        {
            tensor.Start = program.ArenaBytes;
            program.ArenaBytes += (tensor.Bytes + 15) / 16 * 16;
        }
    }

    private static sbyte[] Run(LoweredProgram program, int seed)
    {
        var model = Model.Load(ModelSource.FromArray(TinfWriter.Write(program, new())));
        using var interpreter = new Interpreter(model);
        var random = new Random(seed);
        for (var i = 0; i < model.InputCount; i++)
        {
            var values = new byte[interpreter.Input(i).ElementCount];
            random.NextBytes(values);
            interpreter.Input(i).Write([.. values.Select(value => (sbyte)value)]);
        }

        interpreter.Invoke();
        return [.. Enumerable.Range(0, model.OutputCount).SelectMany(i => Read(interpreter.Output(i)))];
    }

    private static sbyte[] Read(Tensor tensor)
    {
        var values = new sbyte[tensor.ElementCount];
        tensor.Read(values);
        return values;
    }
}
