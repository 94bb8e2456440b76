using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

/// <summary>
/// From the bytes of a .tflite file to a graph. Nothing in the file is trusted: whatever it holds, the answer is a graph
/// whose tensors and nodes fit together, or a <see cref="ModelFormatException"/>.
/// </summary>
public static class TfliteImporter
{
    private const uint SchemaVersion = 3;

    /// <param name="source">A .tflite file.</param>
    /// <param name="name">The network's name.</param>
    /// <exception cref="ModelFormatException">The bytes are not a well-formed model.</exception>
    public static NetworkGraph Import(byte[] source, string name)
    {
        FileKind.DemandTflite(source);
        var file = new FlatFile(source);
        var model = file.Root("the model");
        var version = model.UInt32(ModelFields.Version);
        if (version != SchemaVersion)
        {
            throw new ModelFormatException(
                $"the model has schema version {version}, {SchemaVersion} is expected; export it with a current TensorFlow Lite converter");
        }

        // Further subgraphs are other signatures or bodies of control flow, whose ops are refused by name.
        var subgraphs = model.Vector(ModelFields.Subgraphs, sizeof(int), "subgraphs");
        if (subgraphs.Count == 0)
        {
            throw file.Damaged("the model has no subgraph, at least one is expected");
        }

        return ReadGraph(file, model, subgraphs.Table(0, "the main subgraph"), name);
    }

    private static NetworkGraph ReadGraph(FlatFile file, FlatTable model, FlatTable subgraph, string name)
    {
        var tensors = subgraph.Vector(SubgraphFields.Tensors, sizeof(int), "tensors");
        var inputs = subgraph.Vector(SubgraphFields.Inputs, sizeof(int), "inputs").ToInt32s();
        var outputs = subgraph.Vector(SubgraphFields.Outputs, sizeof(int), "outputs").ToInt32s();
        var nodes = ReadNodes(file, model, subgraph);

        var order = new ExecutionOrder(file, tensors.Count);
        order.Check(inputs, nodes, outputs);

        var reader = new TensorReader(file, tensors, model.Vector(ModelFields.Buffers, sizeof(int), "buffers"), order.Computed);
        var all = new GraphTensor[tensors.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = reader.Read(i);
        }

        order.CheckReads(nodes, outputs, all, reader.Obstacles);
        var graphNodes = nodes.Select((node, index) => new GraphNode
        {
            Index = index,
            Op = node.Op,
            Inputs = [.. node.Inputs.Select(i => i < 0 ? null : all[i])],
            Outputs = [.. node.Outputs.Select(i => all[i])],
            Options = node.Options,
        }).ToList();
        var graph = new NetworkGraph
        {
            Name = name,
            Nodes = graphNodes,
            Inputs = [.. inputs.Select(i => all[i])],
            Outputs = [.. outputs.Select(i => all[i])],
            SourceOps = [.. graphNodes.Select(node => new SourceOp(node.Index, node.Op, [.. node.Outputs]))],
        };
        AddProblems(graph, reader.Obstacles);
        return graph;
    }

    private static List<SourceNode> ReadNodes(FlatFile file, FlatTable model, FlatTable subgraph)
    {
        var names = ReadOpNames(file, model.Vector(ModelFields.OperatorCodes, sizeof(int), "operator codes"));
        var operators = subgraph.Vector(SubgraphFields.Operators, sizeof(int), "operators");
        var nodes = new List<SourceNode>(operators.Count);
        for (var i = 0; i < operators.Count; i++)
        {
            var table = operators.Table(i, $"op #{i}");
            var code = table.UInt32(OperatorFields.OpcodeIndex);
            if (code >= names.Count)
            {
                throw file.Damaged($"op #{i} has operator code {code}, but there are {names.Count}");
            }

            var op = names[(int)code];
            nodes.Add(new SourceNode(
                op,
                table.Vector(OperatorFields.Inputs, sizeof(int), "inputs").ToInt32s(),
                table.Vector(OperatorFields.Outputs, sizeof(int), "outputs").ToInt32s(),
                new OptionsReader(file, table, $"op #{i} {op}").Read(op)));
        }

        return nodes;
    }

    private static List<string> ReadOpNames(FlatFile file, FlatVector codes)
    {
        var names = new List<string>(codes.Count);
        for (var i = 0; i < codes.Count; i++)
        {
            var table = codes.Table(i, $"operator code {i}");

            // Old files have the one-byte field only, new ones both as far as the code fits into the byte.
            var code = Math.Max(table.UInt8(OperatorCodeFields.OldBuiltinCode), table.Int32(OperatorCodeFields.BuiltinCode));
            var custom = code == BuiltinOperators.Custom ? table.Text(OperatorCodeFields.CustomCode, "name") : "";
            names.Add(custom.Length > 0 ? BuiltinOperators.CustomName(custom) : BuiltinOperators.Name(code));
        }

        return names;
    }

    /// <summary>Names every op that uses a tensor that cannot be converted.</summary>
    private static void AddProblems(NetworkGraph graph, Dictionary<GraphTensor, TensorObstacle> obstacles)
    {
        if (obstacles.Count == 0)
        {
            return;
        }

        foreach (var node in graph.Nodes)
        {
            foreach (var tensor in node.Inputs.Concat(node.Outputs).OfType<GraphTensor>().Distinct())
            {
                if (obstacles.TryGetValue(tensor, out var obstacle))
                {
                    graph.Problems.Add(new ConversionProblem(node.Index, node.Op, tensor.Name, obstacle.Why, obstacle.Remedy));
                }
            }
        }
    }
}

/// <summary>An op as the file has it: tensors by index, -1 for an optional input that is left out.</summary>
internal sealed record SourceNode(string Op, int[] Inputs, int[] Outputs, object? Options);
