using System.Globalization;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Bench;

/// <summary>What an op cost.</summary>
/// <param name="Path">Which kernel took it: "ref", "opt", "cmsis_nn", "esp_nn".</param>
public sealed record OpCost(int Index, OpCode Op, string Path, long Instructions);

/// <summary>What the bare-metal runner printed; native-interop/bench/README.md says what its lines are.</summary>
public sealed class RunnerReport
{
    private const string LastLine = "end ok";

    private readonly string[] _lines;

    private RunnerReport(string[] lines) => _lines = lines;

    public string Compiler => Text("compiler");

    /// <summary>Whose kernels come first, as a model's description names it.</summary>
    public string BackEnd => ModelDescription.BackEndName((int)Value("back_end"));

    public long Instructions => Value("instructions");

    /// <summary>Tensors, without scratch.</summary>
    public long TensorBytes => Value("arena_bytes");

    public long ScratchBytes => Value("scratch_bytes");

    public long PersistentBytes => Value("persistent_bytes");

    public long StackBytes => Value("stack");

    public long SamplesEqual => Value("samples_equal");

    public long Cases => Value("cases");

    public long CasesEqual => Value("cases_equal");

    /// <summary>Lines that say what is different or failed.</summary>
    public IEnumerable<string> Problems =>
        _lines.Where(line => line.Split(' ') is ["error", ..] or [_, "failed" or "different" or "wrote", ..] && line != "end failed");

    public IEnumerable<OpCost> Ops =>
        from line in _lines
        let words = line.Split(' ')
        where words is ["op", _, "code", _, "path", _, "instructions", _]
        select new OpCost(int.Parse(words[1], CultureInfo.InvariantCulture), (OpCode)int.Parse(words[3], CultureInfo.InvariantCulture), words[5], long.Parse(words[7], CultureInfo.InvariantCulture));

    /// <summary>Whether the run came to its end and everything was as it should be.</summary>
    public bool IsOk => _lines is [.., LastLine];

    public static RunnerReport Parse(string output) =>
        new(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public string LastLines(int count) => string.Join('\n', _lines.TakeLast(count));

    private long Value(string name) => long.Parse(Text(name), CultureInfo.InvariantCulture);

    private string Text(string name) =>
        _lines.FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal))?[(name.Length + 1)..]
        ?? throw new BenchException($"the runner said nothing of '{name}':\n{LastLines(10)}");
}
