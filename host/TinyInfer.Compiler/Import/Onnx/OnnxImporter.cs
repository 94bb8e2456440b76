using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>From the bytes of an .onnx file to a graph of TensorFlow Lite's ops, channels last.</summary>
public static class OnnxImporter
{
    private const long OldestOpset = 11;
    private const long NewestOpset = 21;

    private static readonly Dictionary<string, Action<OnnxOp>> s_ops = new()
    {
        ["Add"] = OnnxElementwise.Add,
        ["AveragePool"] = OnnxReductions.AveragePool,
        ["BatchNormalization"] = OnnxLinear.BatchNormalization,
        ["Clip"] = OnnxElementwise.Clip,
        ["Concat"] = OnnxMovement.Concat,
        ["Conv"] = OnnxConvolutions.Conv,
        ["ConvTranspose"] = OnnxConvolutions.ConvTranspose,
        ["DequantizeLinear"] = OnnxQuantization.Dequantize,
        ["Div"] = OnnxElementwise.Div,
        ["Dropout"] = OnnxMovement.Identity,
        ["Flatten"] = OnnxMovement.Flatten,
        ["Gemm"] = OnnxLinear.Gemm,
        ["GlobalAveragePool"] = OnnxReductions.GlobalAveragePool,
        ["HardSigmoid"] = OnnxElementwise.HardSigmoid,
        ["HardSwish"] = OnnxElementwise.HardSwish,
        ["Identity"] = OnnxMovement.Identity,
        ["LeakyRelu"] = OnnxElementwise.LeakyRelu,
        ["MatMul"] = OnnxLinear.MatMul,
        ["MaxPool"] = OnnxReductions.MaxPool,
        ["Mul"] = OnnxElementwise.Mul,
        ["Pad"] = OnnxMovement.Pad,
        ["QuantizeLinear"] = OnnxQuantization.Quantize,
        ["ReduceMean"] = OnnxReductions.ReduceMean,
        ["Relu"] = OnnxElementwise.Relu,
        ["Reshape"] = OnnxMovement.Reshape,
        ["Resize"] = OnnxReductions.Resize,
        ["Sigmoid"] = OnnxElementwise.Sigmoid,
        ["Slice"] = OnnxMovement.Slice,
        ["Softmax"] = OnnxReductions.Softmax,
        ["Split"] = OnnxMovement.Split,
        ["Squeeze"] = OnnxMovement.Squeeze,
        ["Sub"] = OnnxElementwise.Sub,
        ["Tanh"] = OnnxElementwise.Tanh,
        ["Transpose"] = OnnxMovement.Transpose,
        ["Unsqueeze"] = OnnxMovement.Unsqueeze,
    };

    /// <summary>Only where they can be computed at conversion.</summary>
    private static readonly HashSet<string> s_shapeOps = ["Shape", "Gather", "Cast", "ConstantOfShape", "Constant", "Floor", "Ceil"];

    /// <param name="source">An .onnx file.</param>
    /// <exception cref="ModelFormatException">The bytes are not a well-formed model, or data of it is missing.</exception>
    /// <exception cref="UnsupportedModelException">It has ops that are not known (all are listed), or another opset.</exception>
    public static NetworkGraph Import(byte[] source, ImportOptions options)
    {
        var model = OnnxReader.Read(source);
        RequireKnown(model);
        var scope = new OnnxScope(model.Opset);
        foreach (var initializer in model.Initializers)
        {
            scope.Define(initializer.Name, OnnxValue.Of(OnnxTensors.Read(initializer, initializer.Name, options.ExternalData)));
        }

        var problems = new List<ConversionProblem>();
        var inputs = OnnxEdges.DefineInputs(scope, model, options, problems);
        for (var i = 0; i < model.Nodes.Count; i++)
        {
            scope.Current = i;
            Translate(scope, model.Nodes[i], i, options, problems);
        }

        scope.Current = model.Nodes.Count;
        var outputs = OnnxEdges.Outputs(scope, model, options, problems);
        var graph = new NetworkGraph
        {
            Name = options.Name,
            Nodes = scope.Nodes,
            Inputs = inputs,
            Outputs = outputs,
            SourceOps = [.. scope.Nodes.Select(node => new SourceOp(node.Index, node.Op, [.. node.Outputs]))],
        };
        graph.Problems.AddRange(problems);
        return graph;
    }

    private static void RequireKnown(OnnxModel model)
    {
        var problems = new List<ConversionProblem>();
        if (model.Opset is < OldestOpset or > NewestOpset)
        {
            problems.Add(Requirements.ModelProblem(
                null, $"its opset is {model.Opset}, {OldestOpset} to {NewestOpset} are supported", "export it with opset_version=17"));
        }

        for (var i = 0; i < model.Nodes.Count; i++)
        {
            var node = model.Nodes[i];
            if (node.Domain is not ("" or "ai.onnx") || (!s_ops.ContainsKey(node.Op) && !s_shapeOps.Contains(node.Op)))
            {
                var name = node.Domain is "" or "ai.onnx" ? node.Op : $"{node.Domain}.{node.Op}";
                problems.Add(new(
                    i, name, node.Outputs.FirstOrDefault(), "this op is not supported",
                    "express it with supported ops, or cut the network before it and compute the rest in the app"));
            }
        }

        if (problems.Count > 0)
        {
            throw new UnsupportedModelException(problems);
        }
    }

    private static void Translate(OnnxScope scope, OnnxNode node, int index, ImportOptions options, List<ConversionProblem> problems)
    {
        foreach (var name in node.Inputs.Where(name => name.Length > 0 && !scope.Contains(name)))
        {
            throw new ModelFormatException($"op #{index} {node.Op} reads '{name}', which nothing before it computes; export the network again");
        }

        if (node.Inputs.Any(name => name.Length > 0 && scope.Find(name) is null))
        {
            Forget(scope, node);
            return;
        }

        var op = new OnnxOp(node, index, scope);
        try
        {
            if (node.Op == "Constant")
            {
                op.Define(OnnxValue.Of(Constant(op, options)));
            }
            else if (OnnxIntegers.TryFold(op))
            {
                return;
            }
            else if (s_ops.TryGetValue(node.Op, out var translate))
            {
                translate(op);
            }
            else if (node.Op == "Cast" && op.Int("to", 0) == 1)
            {
                OnnxMovement.Identity(op);
            }
            else
            {
                throw op.Refusal("it is supported only where it can be computed at conversion", "export the network with fixed shapes");
            }
        }
        catch (RefusedException refused)
        {
            problems.Add(refused.Problem);
            Forget(scope, node);
        }
        catch (Exception failure) when (failure is IndexOutOfRangeException or ArgumentException or OverflowException or InvalidOperationException)
        {
            // The file is not trusted, and its attributes may be of any number and size.
            problems.Add(new(index, node.Op, op.Output, "its inputs and attributes do not fit together", "export the network again"));
            Forget(scope, node);
        }
    }

    private static void Forget(OnnxScope scope, OnnxNode node)
    {
        foreach (var name in node.Outputs.Where(name => name.Length > 0))
        {
            scope.Define(name, null);
        }
    }

    private static GraphTensor Constant(OnnxOp op, ImportOptions options)
    {
        if (op.Attribute("value")?.Tensor is { } tensor)
        {
            return OnnxTensors.Read(tensor, op.Output, options.ExternalData);
        }

        if (op.Has("value_float") || op.Has("value_floats"))
        {
            float[] floats = op.Has("value_float") ? [op.Float("value_float", 0)] : [.. op.Attribute("value_floats")!.Floats];
            return FloatConstants.Float(op.Output, op.Has("value_float") ? [] : [floats.Length], floats);
        }

        if (op.Has("value_int") || op.Has("value_ints"))
        {
            long[] integers = op.Has("value_int") ? [op.Int("value_int", 0)] : [.. op.Attribute("value_ints")!.Ints];
            var constant = new GraphTensor { Name = op.Output, Type = TensorType.Int64, Shape = op.Has("value_int") ? [] : [integers.Length] };
            constant.SetIntegers(integers);
            return constant;
        }

        throw op.Refusal("its value is of a kind that is not supported", "export the network again");
    }
}
