using System.Reflection;
using System.Runtime.InteropServices;

namespace TinyInfer.Compiler.IlCounting;

/// <summary>
/// Executes compiled kernels instruction by instruction, as nanoFramework's CLR does, and counts. Knows what an Eval may
/// use: integers, arrays of them, fields, calls. No allocation, no exceptions, no floats.
/// </summary>
internal sealed class IlMachine
{
    private readonly Dictionary<MethodBase, IlMethod> _methods = [];
    private readonly Dictionary<MethodBase, long[]> _executed = [];
    private IlCounts _natives = new();

    /// <summary>Runs a method and gives what it executed.</summary>
    public IlCounts Count(MethodInfo method, params object?[] arguments)
    {
        _executed.Clear();
        _natives = new IlCounts();
        Call(method, [.. arguments.Select(IlValue.Of)]);
        var counts = new IlCounts();
        foreach (var (executedMethod, executed) in _executed)
        {
            var instructions = _methods[executedMethod].Instructions;
            for (var i = 0; i < executed.Length; i++)
            {
                if (executed[i] > 0)
                {
                    counts.Add(instructions[i].Code, executed[i]);
                }
            }
        }

        counts.Add(_natives);
        return counts;
    }

    /// <summary>Instructions of each method of the last count, without what it calls.</summary>
    public IReadOnlyList<(string Method, long Count)> ByMethod =>
        [.. _executed.Select(pair => ($"{pair.Key.DeclaringType!.Name}.{pair.Key.Name}", pair.Value.Sum())).OrderByDescending(pair => pair.Item2)];

    private IlValue Call(MethodBase method, IlValue[] arguments)
    {
        if (!_methods.TryGetValue(method, out var decoded))
        {
            _methods[method] = decoded = new IlMethod(method);
        }

        ref var executed = ref CollectionsMarshal.GetValueRefOrAddDefault(_executed, method, out _);
        executed ??= new long[decoded.Instructions.Length];
        return new IlFrame(this, decoded, arguments, executed).Run();
    }

    /// <summary>A call instruction: takes its arguments from the frame's stack.</summary>
    public void Call(MethodBase method, IlFrame frame, bool isVirtual)
    {
        var count = method.GetParameters().Length + (method.IsStatic ? 0 : 1);
        var arguments = new IlValue[count];
        for (var i = count - 1; i >= 0; i--)
        {
            arguments[i] = frame.Pop();
        }

        if (method.DeclaringType!.Namespace!.Split('.')[0] == "System")
        {
            _natives.AddNative($"{method.DeclaringType.Name}.{method.Name}");
            if (Native(method, arguments) is { } answer)
            {
                frame.Push(answer);
            }

            return;
        }

        var result = Call(isVirtual && method.IsVirtual ? Override(method, arguments[0].Reference!.GetType()) : method, arguments);
        if (method is MethodInfo { ReturnType: { } type } && type != typeof(void))
        {
            frame.Push(result);
        }
    }

    private static MethodBase Override(MethodBase method, Type type)
    {
        var definition = ((MethodInfo)method).GetBaseDefinition();
        return type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Single(candidate => candidate.GetBaseDefinition() == definition);
    }

    private static IlValue? Native(MethodBase method, IlValue[] arguments)
    {
        switch ($"{method.DeclaringType!.Name}.{method.Name}")
        {
            case "BitConverter.ToInt32":
                return IlValue.Int32(BitConverter.ToInt32((byte[])arguments[0].Reference!, (int)arguments[1].Bits));
            case "BitConverter.ToUInt16":
                return IlValue.Int32(BitConverter.ToUInt16((byte[])arguments[0].Reference!, (int)arguments[1].Bits));
            case "Array.Copy":
                Array.Copy(
                    (Array)arguments[0].Reference!, (int)arguments[1].Bits, (Array)arguments[2].Reference!, (int)arguments[3].Bits,
                    (int)arguments[4].Bits);
                return null;
            case "Array.Clear":
                Array.Clear((Array)arguments[0].Reference!, (int)arguments[1].Bits, (int)arguments[2].Bits);
                return null;
            default:
                throw new NotSupportedException($"{method.DeclaringType}.{method.Name} cannot be counted.");
        }
    }
}
