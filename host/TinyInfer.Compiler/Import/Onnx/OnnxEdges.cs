using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>Inputs and outputs of an ONNX network: closed dimensions, and the channels where the app wants them.</summary>
internal static class OnnxEdges
{
    public static List<GraphTensor> DefineInputs(OnnxScope scope, OnnxModel model, ImportOptions options, List<ConversionProblem> problems)
    {
        // Old writers list the constants among the inputs.
        var inputs = model.Inputs.Where(input => !scope.Contains(input.Name)).ToList();
        var unknown = options.Shapes.Keys.FirstOrDefault(name => inputs.All(input => input.Name != name));
        if (unknown is not null)
        {
            problems.Add(Requirements.ModelProblem(
                null, $"--shape names an input '{unknown}', but the network's are {string.Join(", ", inputs.Select(input => $"'{input.Name}'"))}", "name one of these"));
        }

        var tensors = new List<GraphTensor>();
        foreach (var input in inputs)
        {
            if (input.Type != TensorType.Float32)
            {
                problems.Add(Requirements.ModelProblem(
                    input.Name, $"input type {Requirements.TypeName(input.Type)} is not supported (FLOAT32 is)", "export the network with float32 inputs"));
            }

            if (Shape(input, options, problems) is not { } shape)
            {
                scope.Define(input.Name, null);
                continue;
            }

            if (shape.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue)) > FileKind.MaxBytes / sizeof(float))
            {
                throw new ModelFormatException($"input '{input.Name}' has shape {Requirements.ShapeText(shape)}, which is far too large; export the network with a smaller one");
            }

            var order = ChannelsLast(shape.Length, options);
            var tensor = new GraphTensor
            {
                Name = input.Name, SourceIndex = tensors.Count, Type = TensorType.Float32, Shape = [.. order.Select(dimension => shape[dimension])],
            };
            scope.Define(input.Name, OnnxValue.Of(tensor, order, shape));
            tensors.Add(tensor);
        }

        return tensors;
    }

    public static List<GraphTensor> Outputs(OnnxScope scope, OnnxModel model, ImportOptions options, List<ConversionProblem> problems)
    {
        var tensors = new List<GraphTensor>();
        foreach (var output in model.Outputs)
        {
            if (!scope.Contains(output.Name))
            {
                throw new ModelFormatException($"output '{output.Name}' is computed by no op; export the network again");
            }

            if (scope.Find(output.Name) is not { } value)
            {
                // What it depends on was refused.
                continue;
            }

            var tensor = scope.InOrder(value, ChannelsLast(value.Rank, options));
            if (tensor.IsConstant || tensor.Type != TensorType.Float32)
            {
                problems.Add(Requirements.ModelProblem(output.Name, "the output does not depend on the inputs", "remove it from the network"));
            }
            else if (tensor.SourceIndex < 0)
            {
                tensor.Name = output.Name;
            }

            tensors.Add(tensor);
        }

        return tensors;
    }

    private static int[] ChannelsLast(int rank, ImportOptions options) => (options.ChannelsLast, rank) switch
    {
        (true, 3) => [0, 2, 1],
        (true, 4) => [0, 2, 3, 1],
        _ => OnnxValue.Identity(rank),
    };

    /// <summary>The first dimension, usually the batch, is 1 when it is open.</summary>
    private static int[]? Shape(OnnxValueInfo input, ImportOptions options, List<ConversionProblem> problems)
    {
        if (options.Shapes.TryGetValue(input.Name, out var given))
        {
            if (input.HasShape && (given.Length != input.Dimensions.Count || given.Where((size, i) => input.Dimensions[i] is > 0 and var fix && fix != size).Any()))
            {
                problems.Add(Requirements.ModelProblem(
                    input.Name, $"--shape says [{string.Join(",", given)}], the file {Text(input)}", "give a shape that agrees with the file"));
                return null;
            }

            return given;
        }

        int[] shape = [.. input.Dimensions.Select((size, i) => size is > 0 and <= int.MaxValue ? (int)size : i == 0 ? 1 : 0)];
        if (input.HasShape && !shape.Contains(0))
        {
            return shape;
        }

        var example = input.HasShape ? string.Join(",", shape.Select(size => size == 0 ? "N" : $"{size}")) : "1,3,96,96";
        var found = input.HasShape ? $"its shape {Text(input)} has open dimensions" : "its shape is not in the file";
        var numbers = example.Contains('N') ? ", with a number for each N" : "";
        problems.Add(Requirements.ModelProblem(input.Name, found, $"give its shape: --shape {input.Name}={example}{numbers}"));
        return null;
    }

    private static string Text(OnnxValueInfo input) =>
        $"[{string.Join(",", input.Dimensions.Select((size, i) => size is > 0 ? $"{size}" : input.DimensionNames[i]))}]";
}
