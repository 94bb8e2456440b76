using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>ARG_MAX along any dimension.</summary>
internal static class ArgMaxLowering
{
    public static void Lower(ProgramBuilder builder, GraphNode node)
    {
        var (input, output) = (node.RequireInput(0), node.RequireOutput());
        node.RequireType(input, TensorType.Int8);
        if (output.Type != TensorType.Int32)
        {
            throw node.Refusal(
                output,
                $"output type {Requirements.TypeName(output.Type)} is not supported (INT32 is)",
                "call tf.argmax with output_type=tf.int32");
        }

        var axes = node.RequireIntegers(node.RequireInput(1));
        if (axes.Length != 1)
        {
            throw node.Inconsistent(node.Inputs[1], $"{axes.Length} axes are given, 1 is expected");
        }

        var axis = node.RequireAxis(axes[0], input.Shape.Length);
        var (outer, inner) = (Shapes.Product(input.Shape[..axis]), Shapes.Product(input.Shape[(axis + 1)..]));
        node.RequireElementCount(output, (long)outer * inner);

        builder.Emit(new ArgMaxOp
        {
            Source = builder.Read(node, input),
            Destination = builder.Write(node, output),
            Outer = outer,
            Axis = input.Shape[axis],
            Inner = inner,
            SourceOps = ProgramBuilder.SourceOps(node),
        });
    }
}
