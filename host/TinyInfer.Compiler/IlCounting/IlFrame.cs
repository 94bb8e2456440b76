using System.Reflection;

namespace TinyInfer.Compiler.IlCounting;


/// <summary>A method that is being executed.</summary>
internal sealed class IlFrame(IlMachine machine, IlMethod method, IlValue[] arguments, long[] executed)
{
    private readonly IlValue[] _locals = [.. method.LocalTypes.Select(type => type == typeof(long) ? IlValue.Int64(0) : IlValue.Int32(0))];
    private readonly Stack<IlValue> _stack = new();

    public void Push(IlValue value) => _stack.Push(value);

    public IlValue Pop() => _stack.Pop();

    /// <summary>Executes to the end; gives what it returns.</summary>
    public IlValue Run()
    {
        var instructions = method.Instructions;
        for (var at = 0; ;)
        {
            var instruction = instructions[at];
            executed[at]++;
            at++;
            var value = instruction.Value;
            switch (value)
            {
                case 0x00: // nop
                    break;
                case 0x2A: // ret
                    return method.ReturnsValue ? Pop() : default;
                case 0x45: // switch
                    var (targets, chosen) = ((int[])instruction.Operand!, (uint)Pop().Bits);
                    at = chosen < targets.Length ? targets[chosen] : at;
                    break;
                case >= 0x2B and <= 0x44:
                    at = Branches(value >= 0x38 ? value - 0x38 : value - 0x2B) ? (int)instruction.Number : at;
                    break;
                default:
                    Execute(instruction, value);
                    break;
            }
        }
    }

    /// <param name="kind">br, brfalse, brtrue, beq, bge, bgt, ble, blt, then bne and the unsigned ones.</param>
    private bool Branches(int kind)
    {
        if (kind == 0)
        {
            return true;
        }

        var right = Pop();
        if (kind <= 2)
        {
            return (right.Bits != 0 || right.Reference is not null) == (kind == 2);
        }

        var left = Pop();
        var (a, b) = (left.Bits, right.Bits);
        var (x, y) = (Unsigned(left), Unsigned(right));
        return kind switch
        {
            3 => a == b,
            4 => a >= b,
            5 => a > b,
            6 => a <= b,
            7 => a < b,
            8 => a != b,
            9 => x >= y,
            10 => x > y,
            11 => x <= y,
            _ => x < y,
        };
    }

    private void Execute(IlInstruction instruction, short value)
    {
        switch (value)
        {
            case >= 0x02 and <= 0x05:
                Push(arguments[value - 0x02]);
                break;
            case 0x0E:
                Push(arguments[instruction.Number]);
                break;
            case 0x10:
                arguments[instruction.Number] = Pop();
                break;
            case >= 0x06 and <= 0x09:
                Push(_locals[value - 0x06]);
                break;
            case 0x11:
                Push(_locals[instruction.Number]);
                break;
            case >= 0x0A and <= 0x0D:
                _locals[value - 0x0A] = Pop();
                break;
            case 0x13:
                _locals[instruction.Number] = Pop();
                break;
            case 0x14: // ldnull
                Push(IlValue.Object(null));
                break;
            case >= 0x15 and <= 0x1E: // ldc.i4.m1 … ldc.i4.8
                Push(IlValue.Int32(value - 0x16));
                break;
            case 0x1F or 0x20:
                Push(IlValue.Int32(instruction.Number));
                break;
            case 0x21:
                Push(IlValue.Int64(instruction.Number));
                break;
            case 0x25: // dup
                Push(_stack.Peek());
                break;
            case 0x26: // pop
                Pop();
                break;
            case 0x28 or 0x6F: // call, callvirt
                machine.Call((MethodBase)instruction.Operand!, this, value == 0x6F);
                break;
            case >= 0x58 and <= 0x64:
                Arithmetic(value);
                break;
            case 0x65: // neg
                Push(Convert(Pop(), wide => -wide));
                break;
            case 0x66: // not
                Push(Convert(Pop(), wide => ~wide));
                break;
            case >= 0x67 and <= 0x6E or 0xD1 or 0xD2:
                Conversion(value);
                break;
            case 0x7B: // ldfld
                Push(IlValue.Of(((FieldInfo)instruction.Operand!).GetValue(Pop().Reference)));
                break;
            case 0x7D: // stfld
                Store((FieldInfo)instruction.Operand!);
                break;
            case 0x8E: // ldlen
                Push(IlValue.Int32(((Array)Pop().Reference!).Length));
                break;
            case 0x8F: // ldelema
                var index = (int)Pop().Bits;
                Push(IlValue.Element((Array)Pop().Reference!, index));
                break;
            case >= 0x90 and <= 0x97: // ldelem
                index = (int)Pop().Bits;
                Push(Load((Array)Pop().Reference!, index));
                break;
            case >= 0x9C and <= 0x9F: // stelem
                var stored = Pop().Bits;
                index = (int)Pop().Bits;
                Store((Array)Pop().Reference!, index, stored);
                break;
            case >= 0x46 and <= 0x4C: // ldind
                var element = Pop();
                Push(Load((Array)element.Reference!, (int)element.Bits));
                break;
            case >= 0x52 and <= 0x55: // stind
                stored = Pop().Bits;
                element = Pop();
                Store((Array)element.Reference!, (int)element.Bits, stored);
                break;
            case unchecked((short)0xFE01) or unchecked((short)0xFE02) or unchecked((short)0xFE03)
                or unchecked((short)0xFE04) or unchecked((short)0xFE05):
                Compare(value & 0xFF);
                break;
            default:
                throw new NotSupportedException($"{instruction.Code.Name} cannot be counted.");
        }
    }

    private void Arithmetic(short value)
    {
        var right = Pop();
        var left = Pop();
        var (a, b) = (left.Bits, right.Bits);
        var shift = (int)b & (left.IsLong ? 63 : 31);
        Push(left.With(value switch
        {
            0x58 => a + b,
            0x59 => a - b,
            0x5A => a * b,
            0x5B => a / b,
            0x5C => (long)(Unsigned(left) / Unsigned(right)),
            0x5D => a % b,
            0x5E => (long)(Unsigned(left) % Unsigned(right)),
            0x5F => a & b,
            0x60 => a | b,
            0x61 => a ^ b,
            0x62 => a << shift,
            0x63 => a >> shift,
            _ => (long)(Unsigned(left) >> shift),
        }));
    }

    private void Conversion(short value)
    {
        var from = Pop();
        var bits = from.Bits;
        Push(value switch
        {
            0x67 => IlValue.Int32((sbyte)bits),
            0x68 => IlValue.Int32((short)bits),
            0x69 or 0x6D => IlValue.Int32((int)bits),
            0x6A => IlValue.Int64(bits),
            0x6E => IlValue.Int64((long)Unsigned(from)),
            0xD1 => IlValue.Int32((ushort)bits),
            0xD2 => IlValue.Int32((byte)bits),
            _ => throw new NotSupportedException("Floats cannot be counted."),
        });
    }

    private void Compare(int kind)
    {
        var right = Pop();
        var left = Pop();
        Push(IlValue.Int32((kind switch
        {
            1 => left.Bits == right.Bits && left.Reference == right.Reference,
            2 => left.Bits > right.Bits,
            3 => left.Reference is not null && right.Reference is null || Unsigned(left) > Unsigned(right),
            4 => left.Bits < right.Bits,
            _ => Unsigned(left) < Unsigned(right),
        }) ? 1 : 0));
    }

    private void Store(FieldInfo field)
    {
        var value = Pop();
        var target = Pop().Reference;
        field.SetValue(target, field.FieldType.IsPrimitive ? System.Convert.ChangeType(value.Bits, field.FieldType) : value.Reference);
    }

    private static IlValue Convert(IlValue value, Func<long, long> operation) => value.With(operation(value.Bits));

    private static ulong Unsigned(IlValue value) => value.IsLong ? (ulong)value.Bits : (uint)value.Bits;

    private static IlValue Load(Array array, int index) => array switch
    {
        sbyte[] values => IlValue.Int32(values[index]),
        byte[] values => IlValue.Int32(values[index]),
        short[] values => IlValue.Int32(values[index]),
        int[] values => IlValue.Int32(values[index]),
        long[] values => IlValue.Int64(values[index]),
        _ => throw new NotSupportedException($"A {array.GetType()} cannot be counted."),
    };

    private static void Store(Array array, int index, long value)
    {
        switch (array)
        {
            case sbyte[] values:
                values[index] = (sbyte)value;
                break;
            case byte[] values:
                values[index] = (byte)value;
                break;
            case short[] values:
                values[index] = (short)value;
                break;
            case int[] values:
                values[index] = (int)value;
                break;
            case long[] values:
                values[index] = value;
                break;
            default:
                throw new NotSupportedException($"A {array.GetType()} cannot be counted.");
        }
    }
}
