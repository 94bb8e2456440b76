using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace TinyInfer.Compiler.IlCounting;

using IlCode = System.Reflection.Emit.OpCode;

/// <summary>One decoded instruction. A branch's operand is the index of the instruction it goes to.</summary>
internal readonly record struct IlInstruction(IlCode Code, short Value, long Number, object? Operand);

/// <summary>A compiled method, decoded once.</summary>
internal sealed class IlMethod
{
    private static readonly Dictionary<short, IlCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (IlCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public IlMethod(MethodBase method)
    {
        var body = method.GetMethodBody() ?? throw new NotSupportedException($"{method} has no body to count.");
        LocalTypes = [.. body.LocalVariables.OrderBy(local => local.LocalIndex).Select(local => local.LocalType)];
        ArgumentCount = method.GetParameters().Length + (method.IsStatic ? 0 : 1);
        ReturnsValue = method is MethodInfo { ReturnType: { } type } && type != typeof(void);
        Instructions = Decode(body.GetILAsByteArray()!, method);
    }

    public IReadOnlyList<Type> LocalTypes { get; }

    public int ArgumentCount { get; }

    public bool ReturnsValue { get; }

    public IlInstruction[] Instructions { get; }

    private static IlInstruction[] Decode(byte[] il, MethodBase method)
    {
        List<(int Start, IlInstruction Instruction)> decoded = [];
        for (var at = 0; at < il.Length;)
        {
            var start = at;
            var value = il[at] == 0xFE ? unchecked((short)((il[at] << 8) | il[at + 1])) : il[at];
            var code = Codes[value];
            at += code.Size;
            var (number, operand, size) = Operand(code, il, at, method);
            at += size;
            decoded.Add((start, new IlInstruction(code, value, number, operand)));
        }

        var indices = decoded.Select((entry, index) => (entry.Start, index)).ToDictionary(pair => pair.Start, pair => pair.index);
        return [.. decoded.Select(entry => entry.Instruction.Code.OperandType switch
        {
            OperandType.ShortInlineBrTarget or OperandType.InlineBrTarget =>
                entry.Instruction with { Number = indices[(int)entry.Instruction.Number] },
            OperandType.InlineSwitch =>
                entry.Instruction with { Operand = ((int[])entry.Instruction.Operand!).Select(target => indices[target]).ToArray() },
            _ => entry.Instruction,
        })];
    }

    /// <summary>The operand as a number or an object, and its bytes.</summary>
    private static (long Number, object? Operand, int Size) Operand(IlCode code, byte[] il, int at, MethodBase method)
    {
        int Int32(int place) => BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(place));
        switch (code.OperandType)
        {
            case OperandType.InlineNone:
                return (0, null, 0);
            case OperandType.ShortInlineBrTarget:
                return (at + 1 + (sbyte)il[at], null, 1);
            case OperandType.InlineBrTarget:
                return (at + 4 + Int32(at), null, 4);
            case OperandType.ShortInlineI:
                return ((sbyte)il[at], null, 1);
            case OperandType.ShortInlineVar:
                return (il[at], null, 1);
            case OperandType.InlineVar:
                return (BinaryPrimitives.ReadUInt16LittleEndian(il.AsSpan(at)), null, 2);
            case OperandType.InlineI:
                return (Int32(at), null, 4);
            case OperandType.InlineI8:
                return (BinaryPrimitives.ReadInt64LittleEndian(il.AsSpan(at)), null, 8);
            case OperandType.InlineMethod:
                return (0, method.Module.ResolveMethod(Int32(at)), 4);
            case OperandType.InlineField:
                return (0, method.Module.ResolveField(Int32(at)), 4);
            case OperandType.InlineType:
                return (0, method.Module.ResolveType(Int32(at)), 4);
            case OperandType.InlineSwitch:
                var count = Int32(at);
                var next = at + 4 + 4 * count;
                return (0, Enumerable.Range(0, count).Select(i => next + Int32(at + 4 + 4 * i)).ToArray(), 4 + 4 * count);
            default:
                throw new NotSupportedException($"{method}: an operand of {code.Name} cannot be counted.");
        }
    }
}
