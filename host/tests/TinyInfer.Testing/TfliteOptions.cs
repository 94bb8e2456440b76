using Google.FlatBuffers;

namespace TinyInfer.Testing;

/// <summary>The options table of an op: its kind in the schema's union and its fields, in the order of their ids.</summary>
public sealed class TfliteOptions
{
    private readonly Func<FlatBufferBuilder, int> _write;

    private TfliteOptions(byte kind, Func<FlatBufferBuilder, int> write)
    {
        Kind = kind;
        _write = write;
    }

    public byte Kind { get; }

    /// <summary>Writes the table; the result is its offset.</summary>
    public int Write(FlatBufferBuilder builder) => _write(builder);

    public static TfliteOptions Conv2D(
        TflitePadding padding,
        int strideHeight = 1,
        int strideWidth = 1,
        TfliteActivation activation = TfliteActivation.None,
        int dilationHeight = 1,
        int dilationWidth = 1) =>
        Scalars(1, padding, strideWidth, strideHeight, activation, dilationWidth, dilationHeight);

    public static TfliteOptions DepthwiseConv2D(
        TflitePadding padding,
        int depthMultiplier,
        int strideHeight = 1,
        int strideWidth = 1,
        TfliteActivation activation = TfliteActivation.None,
        int dilationHeight = 1,
        int dilationWidth = 1) =>
        Scalars(2, padding, strideWidth, strideHeight, depthMultiplier, activation, dilationWidth, dilationHeight);

    public static TfliteOptions Pool2D(
        TflitePadding padding,
        int filterHeight,
        int filterWidth,
        int strideHeight = 1,
        int strideWidth = 1,
        TfliteActivation activation = TfliteActivation.None) =>
        Scalars(5, padding, strideWidth, strideHeight, filterWidth, filterHeight, activation);

    public static TfliteOptions FullyConnected(
        TfliteActivation activation = TfliteActivation.None, bool shuffledWeights = false, bool keepNumDims = false) =>
        Scalars(8, activation, (byte)(shuffledWeights ? 1 : 0), keepNumDims);

    public static TfliteOptions Softmax(float beta = 1) => Scalars(9, beta);

    public static TfliteOptions Concatenation(int axis, TfliteActivation activation = TfliteActivation.None) => Scalars(10, axis, activation);

    public static TfliteOptions Add(TfliteActivation activation = TfliteActivation.None) => Scalars(11, activation);

    public static TfliteOptions Mul(TfliteActivation activation = TfliteActivation.None) => Scalars(21, activation);

    public static TfliteOptions Sub(TfliteActivation activation = TfliteActivation.None) => Scalars(28, activation);

    public static TfliteOptions Reshape(params int[] newShape) => Vector(17, newShape);

    public static TfliteOptions Gather(int axis) => Scalars(23, axis);

    public static TfliteOptions Reducer(bool keepDims) => Scalars(27, keepDims);

    public static TfliteOptions Squeeze(params int[] axes) => Vector(30, axes);

    public static TfliteOptions StridedSlice(int beginMask = 0, int endMask = 0, int ellipsisMask = 0, int newAxisMask = 0, int shrinkAxisMask = 0) =>
        Scalars(32, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask, false);

    public static TfliteOptions Split(int count) => Scalars(35, count);

    public static TfliteOptions Cast(TfliteType from, TfliteType to) => Scalars(37, from, to);

    public static TfliteOptions ArgMax(TfliteType outputType = TfliteType.Int32) => Scalars(40, outputType);

    public static TfliteOptions Shape(TfliteType outputType = TfliteType.Int32) => Scalars(55, outputType);

    public static TfliteOptions Pack(int count, int axis) => Scalars(59, count, axis);

    public static TfliteOptions ResizeNearestNeighbor(bool alignCorners = false, bool halfPixelCenters = false) =>
        Scalars(74, alignCorners, halfPixelCenters);

    public static TfliteOptions LeakyRelu(float alpha) => Scalars(75, alpha);

    /// <summary>Options without fields: PAD 22, TRANSPOSE 26, DEQUANTIZE 38, PADV2 43, EXPAND_DIMS 52, QUANTIZE 89, HARD_SWISH 91.</summary>
    public static TfliteOptions Empty(byte kind) => Scalars(kind);

    private static TfliteOptions Scalars(byte kind, params object[] fields) => new(kind, builder =>
    {
        // Every field is written, also where it holds its default: the schema's defaults are for readers to know.
        builder.ForceDefaults = true;
        builder.StartTable(fields.Length);
        for (var id = 0; id < fields.Length; id++)
        {
            switch (fields[id])
            {
                case int value:
                    builder.AddInt(id, value, 0);
                    break;
                case float value:
                    builder.AddFloat(id, value, 0);
                    break;
                case bool value:
                    builder.AddBool(id, value, false);
                    break;
                case var code:
                    builder.AddByte(id, Convert.ToByte(code), 0);
                    break;
            }
        }

        var table = builder.EndTable();
        builder.ForceDefaults = false;
        return table;
    });

    private static TfliteOptions Vector(byte kind, int[] values) => new(kind, builder =>
    {
        var vector = FlatVectors.Int32(builder, values);
        builder.StartTable(1);
        builder.AddOffset(0, vector.Value, 0);
        return builder.EndTable();
    });
}
