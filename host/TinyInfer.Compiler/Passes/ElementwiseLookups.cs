using TinyInfer.Compiler.Graph;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Passes.Lookups;

namespace TinyInfer.Compiler.Passes;

/// <summary>Every elementwise function of one int8 tensor becomes a table of 256 bytes.</summary>
internal static class ElementwiseLookups
{
    private static readonly Dictionary<string, Func<GraphNode, sbyte[]>> s_tables = new()
    {
        ["LOGISTIC"] = LogisticLookup.Table,
        ["TANH"] = TanhLookup.Table,
        ["RELU"] = node => ReluLookups.Table(node, FusedActivation.Relu),
        ["RELU_N1_TO_1"] = node => ReluLookups.Table(node, FusedActivation.ReluN1To1),
        ["RELU6"] = ReluLookups.Relu6Table,
        ["LEAKY_RELU"] = LeakyReluLookup.Table,
        ["HARD_SWISH"] = HardSwishLookup.Table,
        ["FUNCTION"] = FunctionLookup.Table,
        ["QUANTIZE"] = QuantizeLookup.Table,
        ["ADD"] = node => BinaryLookup.Table(node, OpCode.Add),
        ["SUB"] = node => BinaryLookup.Table(node, OpCode.Sub),
        ["MUL"] = node => BinaryLookup.Table(node, OpCode.Mul),
    };

    public static void Run(NetworkGraph graph)
    {
        var reported = graph.Problems.Select(problem => problem.Op).ToHashSet();
        foreach (var node in graph.Nodes.Where(node => s_tables.ContainsKey(node.Op) && !reported.Contains(node.Index)))
        {
            try
            {
                Convert(node);
            }
            catch (RefusedException refused)
            {
                graph.Problems.Add(refused.Problem);
            }
        }
    }

    private static void Convert(GraphNode node)
    {
        var isBinary = node.Op is "ADD" or "SUB" or "MUL";
        var input = isBinary ? BinaryLookup.Variable(node) : node.RequireInput(0);
        if (input is null)
        {
            return;
        }

        var table = s_tables[node.Op](node);
        node.RequireElementCount(node.RequireOutput(), input.ElementCount);
        node.Op = "LOOKUP";
        node.Options = new LookupOptions(table);
        node.Inputs.Clear();
        node.Inputs.Add(input);
    }
}
