using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

/// <summary>
/// Reads the options of the ops that can be converted. Field ids stand at their use; defaults are the schema's.
/// </summary>
internal sealed class OptionsReader(FlatFile file, FlatTable node, string where)
{
    /// <returns>Null for ops without options and for those that are not known.</returns>
    public object? Read(string op) => op switch
    {
        "CONV_2D" => Conv2D(Options(1)),
        "DEPTHWISE_CONV_2D" => DepthwiseConv2D(Options(2)),
        "AVERAGE_POOL_2D" or "MAX_POOL_2D" => Pool2D(Options(5)),
        "FULLY_CONNECTED" => FullyConnected(Options(8)),
        "SOFTMAX" => new SoftmaxOptions(Finite(Options(9), 0, "beta")),
        "CONCATENATION" => Concatenation(Options(10)),
        "ADD" => new BinaryOptions(Activation(Options(11), 0)),
        "MUL" => new BinaryOptions(Activation(Options(21), 0)),
        "SUB" => new BinaryOptions(Activation(Options(28), 0)),
        "GATHER" => Gather(Options(23)),
        "MEAN" or "REDUCE_PROD" => new ReducerOptions(Options(27).Bool(0)),
        "STRIDED_SLICE" => StridedSlice(Options(32)),
        "SPLIT" => new SplitOptions(Options(35).Int32(0)),
        "PACK" => Pack(Options(59)),
        "RESIZE_NEAREST_NEIGHBOR" => ResizeNearestNeighbor(Options(74)),
        "LEAKY_RELU" => new LeakyReluOptions(Finite(Options(75), 0, "alpha")),
        _ => null,
    };

    private Conv2DOptions Conv2D(FlatTable table) => new(
        Padding(table, 0),
        Positive(table, 2, 0, "stride height"),
        Positive(table, 1, 0, "stride width"),
        Positive(table, 5, 1, "dilation height"),
        Positive(table, 4, 1, "dilation width"),
        Activation(table, 3));

    private DepthwiseConv2DOptions DepthwiseConv2D(FlatTable table) => new(
        Padding(table, 0),
        Positive(table, 2, 0, "stride height"),
        Positive(table, 1, 0, "stride width"),
        Positive(table, 6, 1, "dilation height"),
        Positive(table, 5, 1, "dilation width"),
        table.Int32(3),
        Activation(table, 4));

    private Pool2DOptions Pool2D(FlatTable table) => new(
        Padding(table, 0),
        Positive(table, 2, 0, "stride height"),
        Positive(table, 1, 0, "stride width"),
        Positive(table, 4, 0, "filter height"),
        Positive(table, 3, 0, "filter width"),
        Activation(table, 5));

    private FullyConnectedOptions FullyConnected(FlatTable table) =>
        new(Activation(table, 0), ShuffledWeights: table.UInt8(1) != 0, KeepNumDims: table.Bool(2));

    private ConcatenationOptions Concatenation(FlatTable table) => new(table.Int32(0), Activation(table, 1));

    private static GatherOptions Gather(FlatTable table) => new(table.Int32(0), table.Int32(1));

    private static StridedSliceOptions StridedSlice(FlatTable table) =>
        new(table.Int32(0), table.Int32(1), table.Int32(2), table.Int32(3), table.Int32(4), table.Bool(5));

    private static PackOptions Pack(FlatTable table) => new(table.Int32(0), table.Int32(1));

    private static ResizeNearestNeighborOptions ResizeNearestNeighbor(FlatTable table) => new(table.Bool(0), table.Bool(1));

    private Padding Padding(FlatTable table, int field) => table.UInt8(field) switch
    {
        0 => Graph.Padding.Same,
        1 => Graph.Padding.Valid,
        var code => throw file.Damaged($"{where}: padding {code} is unknown, 0 (SAME) or 1 (VALID) is expected"),
    };

    private FusedActivation Activation(FlatTable table, int field) => table.UInt8(field) switch
    {
        0 => FusedActivation.None,
        1 => FusedActivation.Relu,
        2 => FusedActivation.ReluN1To1,
        3 => FusedActivation.Relu6,
        4 => FusedActivation.Tanh,
        5 => FusedActivation.SignBit,
        var code => throw file.Damaged($"{where}: fused activation {code} is unknown, 0 to 5 is expected"),
    };

    private float Finite(FlatTable table, int field, string what)
    {
        var value = table.Single(field);
        return float.IsFinite(value) ? value : throw file.Damaged($"{where}: {what} is {value}, a finite number is expected");
    }

    private int Positive(FlatTable table, int field, int absent, string what)
    {
        var value = table.Int32(field, absent);
        return value > 0 ? value : throw file.Damaged($"{where}: {what} is {value}, at least 1 is expected");
    }

    /// <summary>The node's options, which must be of the op's own kind; absent ones have all defaults.</summary>
    private FlatTable Options(byte kind)
    {
        var found = node.UInt8(OperatorFields.OptionsType);
        if (found == 0)
        {
            return default;
        }

        return found != kind
            ? throw file.Damaged($"{where}: its options are of kind {found}, {kind} is expected")
            : node.Table(OperatorFields.Options, $"options of {where}");
    }
}
