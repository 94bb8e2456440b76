using TinyInfer.Cli.Output;

namespace TinyInfer.Cli;

/// <summary>The sentences for the runtime's typed errors, which carry none: sentences would cost flash on the device.</summary>
internal static class ErrorText
{
    private const string ConvertAgain = "Convert the network again with 'tinyinfer convert'.";
    private const string Damaged = "The file is damaged: copy it again from its source, or convert the network again with 'tinyinfer convert'.";

    public static ToolException BadModel(string path, TinyInferException failure)
    {
        var exitCode = failure.Code switch
        {
            ErrorCode.OutOfMemory => ExitCode.Failed,
            ErrorCode.UnknownOp => ExitCode.UnsupportedOp,
            _ => ExitCode.BadModel,
        };
        return new ToolException(exitCode, $"model file '{path}': {Sentence(failure)}");
    }

    private static string Sentence(TinyInferException failure)
    {
        var needed = Printable.Number(failure.Needed);
        var available = Printable.Number(failure.Available);
        var at = $"at byte {Printable.Number(failure.Place)}";
        return failure.Code switch
        {
            ErrorCode.Truncated => $"it has {Printable.Bytes(failure.Available)} where {needed} are expected, so it is cut off or something was added. {Damaged}",
            ErrorCode.BadMagic => $"it is not a .tinf file: it starts with the bytes {Bytes(failure.Needed)}, not with 'TINF'. If it is a network, convert it first: tinyinfer convert IN.tflite -o OUT.tinf",
            ErrorCode.UnsupportedVersion => $"it has format version {needed}, and this tool reads version {available}. Update the tool (dotnet tool update TinyInfer.Tool), or convert the network again with this one.",
            ErrorCode.PlanChecksum => $"the checksum of its plan is {Checksum(failure.Available)}, expected {Checksum(failure.Needed)}. {Damaged}",
            ErrorCode.DataChecksum => $"the checksum of its weights is {Checksum(failure.Available)}, expected {Checksum(failure.Needed)}. {Damaged}",
            ErrorCode.UnknownSection => $"{at} it requires a section of kind {needed}, which this tool does not know. Update the tool: dotnet tool update TinyInfer.Tool",
            ErrorCode.MissingSection => $"its section of kind {needed} is missing or there twice. {ConvertAgain}",
            ErrorCode.OutOfRange => $"{at} something lies at {needed}, outside of its limit {available}. {ConvertAgain}",
            ErrorCode.Overlap => $"{at} two things share bytes that must not: found {needed} beside {available}. {ConvertAgain}",
            ErrorCode.ShapeMismatch => $"{at} sizes do not fit together: found {needed}, expected {available}. {ConvertAgain}",
            ErrorCode.UnknownOp => $"{at} it uses opcode {needed}, which this tool does not know. Update the tool (dotnet tool update TinyInfer.Tool), or convert the network again with this one.",
            ErrorCode.BadValue => $"{at} a field holds {needed}, which it may not{Nearest(failure)}. {ConvertAgain}",
            ErrorCode.Misaligned => $"{at} a start is {available}, expected a multiple of {needed}. {ConvertAgain}",
            ErrorCode.OutOfMemory => $"it needs {needed} bytes of memory, which this machine does not give. Close other programs, or use a smaller network.",
            _ => $"{at} error {(int)failure.Code} (needed {needed}, available {available}). Update the tool: dotnet tool update TinyInfer.Tool",
        };
    }

    private static string Checksum(int value) => $"0x{value:X8}";

    private static string Bytes(int value) => BitConverter.ToString(BitConverter.GetBytes(value)).Replace('-', ' ');

    /// <summary>Where a rule is about two fields, the reader may have no other value to offer.</summary>
    private static string Nearest(TinyInferException failure) =>
        failure.Available == failure.Needed ? "" : $"; the nearest that it may is {Printable.Number(failure.Available)}";
}
