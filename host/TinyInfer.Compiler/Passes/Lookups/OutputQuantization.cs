using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Passes.Lookups;

internal static class OutputQuantization
{
    /// <summary>
    /// Demands the one scale and zero point that an op's int8 output must have, by TensorFlow Lite's specification of int8
    /// quantization: the kernels compute for these, whatever the file says.
    /// </summary>
    public static void RequireOutputQuantization(this GraphNode node, float scale, int zeroPoint)
    {
        var output = node.RequireOutput();
        var found = node.RequireQuantizedInt8(output);
        if (found.Scale != scale || found.ZeroPoint != zeroPoint)
        {
            throw node.Refusal(
                output,
                $"scale {found.Scale} and zero point {found.ZeroPoint} are not supported here (1/{1 / scale} and {zeroPoint} are)",
                "re-export the network with full-integer int8 quantization");
        }
    }
}
