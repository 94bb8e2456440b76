using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Planning;

/// <summary>Which inputs an op's output may take the place of.</summary>
internal static class InPlace
{
    /// <summary>
    /// Those of the output's size, if they die there. Parts of joint tensors give and take no place: the joint tensor lives
    /// on. A joint one gives none to an op that reads a part of it too.
    /// </summary>
    public static IEnumerable<ArenaTensor> Donors(LoweredOp op) => op.InPlaceInputs.Where(input =>
        input != op.Output
        && input.Bytes == op.Output.Bytes
        && input.Joint is null
        && op.Output.Joint is null
        && op.Inputs.All(other => other == input || !other.IsIn(input)));
}
