
namespace TinyInfer.Compiler.IlCounting;

using IlCode = System.Reflection.Emit.OpCode;

/// <summary>IL instructions that were executed, by opcode, and calls into the CLR's native code.</summary>
public sealed class IlCounts
{
    private readonly Dictionary<IlCode, long> _instructions = [];
    private readonly Dictionary<string, long> _nativeCalls = [];

    /// <summary>All instructions; a call counts as one, and what a managed method then executes counts as well.</summary>
    public long Total => _instructions.Values.Sum();

    /// <summary>By opcode, the most frequent first.</summary>
    public IReadOnlyList<(string Name, long Count)> ByOpcode =>
        [.. _instructions.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key.Name!, pair.Value))];

    /// <summary>By name, the most frequent first.</summary>
    public IReadOnlyList<(string Name, long Count)> NativeCalls =>
        [.. _nativeCalls.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value))];

    internal void Add(IlCode code, long count) => _instructions[code] = _instructions.GetValueOrDefault(code) + count;

    internal void AddNative(string name) => _nativeCalls[name] = _nativeCalls.GetValueOrDefault(name) + 1;

    internal void Add(IlCounts other)
    {
        foreach (var (code, count) in other._instructions)
        {
            Add(code, count);
        }

        foreach (var (name, count) in other._nativeCalls)
        {
            _nativeCalls[name] = _nativeCalls.GetValueOrDefault(name) + count;
        }
    }
}
