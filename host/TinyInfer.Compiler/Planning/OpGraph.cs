using System.Numerics;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>
/// A program's ops and tensors by number, with what the search for a good order asks: who must run before whom, and how
/// many bytes live while an op runs. Sets of ops are bit sets.
/// </summary>
internal sealed class OpGraph
{
    private readonly List<Node> _ops = [];
    private readonly List<Value> _values = [];
    private readonly Dictionary<ArenaTensor, int> _numbers = [];

    public OpGraph(LoweredProgram program)
    {
        foreach (var input in program.Inputs)
        {
            _values[Number(input.Tensor.Root)].IsInput = true;
        }

        foreach (var op in program.Ops)
        {
            AddOp(op);
        }

        foreach (var output in program.Outputs)
        {
            _values[Number(output.Tensor.Root)].IsOutput = true;
        }

        for (var i = 0; i < _ops.Count; i++)
        {
            _ops[i].Before = Before(_ops[i]) & ~(BigInteger.One << i);
        }

        var inputs = _values.Where(value => value.IsInput).ToArray();
        InputBytes = inputs.Sum(value => value.Bytes);
        InitialBytes = inputs.Where(value => !value.IsDeadAfter(BigInteger.Zero)).Sum(value => value.Bytes);
    }

    public int Count => _ops.Count;

    /// <summary>All inputs, which are written before the first op runs.</summary>
    public long InputBytes { get; }

    /// <summary>Inputs that the first op still finds alive.</summary>
    public long InitialBytes { get; }

    public bool IsReady(int op, BigInteger done) => (done >> op).IsEven && (_ops[op].Before & ~done).IsZero;

    /// <summary>What lives while an op runs and after it, when the ops in a set have run and left some bytes alive.</summary>
    public (long During, long After) Run(int op, BigInteger done, long live)
    {
        var node = _ops[op];
        var doneAfter = done | BigInteger.One << op;
        var output = _values[node.Output];
        var born = (output.Writers & done).IsZero ? output.Bytes : 0;
        var inPlace = born > 0 && node.InPlaceInputs.Any(input => _values[input].IsDeadAfter(doneAfter));

        var freed = node.Inputs.Append(node.Output)
            .Where(value => _values[value].IsDeadAfter(doneAfter))
            .Sum(value => _values[value].Bytes);
        return (inPlace ? live : live + born, live + born - freed);
    }

    /// <summary>The most bytes that live at once in an order.</summary>
    public long Peak(IEnumerable<int> order)
    {
        var (peak, live, done) = (InputBytes, InitialBytes, BigInteger.Zero);
        foreach (var op in order)
        {
            var (during, after) = Run(op, done, live);
            (peak, live, done) = (Math.Max(peak, during), after, done | BigInteger.One << op);
        }

        return peak;
    }

    /// <summary>Parts of joint tensors have writers of their own to wait for, but live in the joint tensor.</summary>
    private void AddOp(LoweredOp op)
    {
        var bit = BigInteger.One << _ops.Count;
        int[] inputs = [.. op.Inputs.Select(input => Number(input.Root)).Distinct()];
        foreach (var input in inputs)
        {
            _values[input].Readers |= bit;
        }

        for (var written = op.Output; written is not null; written = written.Joint)
        {
            _values[Number(written)].Writers |= bit;
        }

        if (!op.WritesPart)
        {
            _values[Number(op.Output)].WholeWriters |= bit;
        }

        _ops.Add(new()
        {
            WaitsFor = [.. op.Inputs.Select(Number).Distinct()],
            Inputs = inputs,
            Target = Number(op.Output),
            Output = Number(op.Output.Root),
            InPlaceInputs = [.. InPlace.Donors(op).Select(Number).Distinct()],
            WritesPart = op.WritesPart,
        });
    }

    /// <summary>Readers wait for all writers; writers of a part wait for those of the whole.</summary>
    private BigInteger Before(Node op)
    {
        var before = op.WritesPart ? _values[op.Target].WholeWriters : BigInteger.Zero;
        return op.WaitsFor.Aggregate(before, (set, input) => set | _values[input].Writers);
    }

    private int Number(ArenaTensor tensor)
    {
        if (!_numbers.TryGetValue(tensor, out var number))
        {
            number = _values.Count;
            _numbers.Add(tensor, number);
            _values.Add(new() { Bytes = ArenaAlignment.Up(tensor.Bytes) });
        }

        return number;
    }

    private sealed class Node
    {
        /// <summary>What it reads.</summary>
        public required int[] WaitsFor { get; init; }

        /// <summary>The roots of what it reads.</summary>
        public required int[] Inputs { get; init; }

        /// <summary>What it writes.</summary>
        public required int Target { get; init; }

        /// <summary>The root of what it writes.</summary>
        public required int Output { get; init; }

        public required int[] InPlaceInputs { get; init; }

        public required bool WritesPart { get; init; }

        public BigInteger Before { get; set; }
    }

    private sealed class Value
    {
        public required long Bytes { get; init; }

        public bool IsInput { get; set; }

        public bool IsOutput { get; set; }

        public BigInteger Readers { get; set; }

        public BigInteger Writers { get; set; }

        public BigInteger WholeWriters { get; set; }

        public bool IsDeadAfter(BigInteger done) => !IsOutput && ((Readers | Writers) & ~done).IsZero;
    }
}
