namespace TinyInfer.Compiler.Graph;

public enum Padding
{
    Same,
    Valid,
}

public enum FusedActivation
{
    None,
    Relu,
    ReluN1To1,
    Relu6,
    Tanh,
    SignBit,
}

public sealed record Conv2DOptions(Padding Padding, int StrideHeight, int StrideWidth, int DilationHeight, int DilationWidth, FusedActivation Activation)
{
    /// <summary>Padding folded in from a PAD before the op; then <see cref="Padding"/> is VALID. Top, bottom, left, right.</summary>
    public (int Top, int Bottom, int Left, int Right) Explicit { get; init; }
}

public sealed record DepthwiseConv2DOptions(Padding Padding, int StrideHeight, int StrideWidth, int DilationHeight, int DilationWidth, int DepthMultiplier, FusedActivation Activation)
{
    /// <summary>As in <see cref="Conv2DOptions.Explicit"/>.</summary>
    public (int Top, int Bottom, int Left, int Right) Explicit { get; init; }
}

public sealed record Pool2DOptions(Padding Padding, int StrideHeight, int StrideWidth, int FilterHeight, int FilterWidth, FusedActivation Activation)
{
    /// <summary>Padding as ONNX gives it; then <see cref="Padding"/> is VALID. Padded positions do not count.</summary>
    public (int Top, int Bottom, int Left, int Right) Explicit { get; init; }
}

public sealed record FullyConnectedOptions(FusedActivation Activation, bool ShuffledWeights, bool KeepNumDims);

/// <summary>ADD, SUB and MUL.</summary>
public sealed record BinaryOptions(FusedActivation Activation);

public sealed record SoftmaxOptions(float Beta);

public sealed record LeakyReluOptions(float Alpha);

/// <summary>MEAN and REDUCE_PROD.</summary>
public sealed record ReducerOptions(bool KeepDims);

/// <summary>CLIP, which TensorFlow Lite does not have: min(max(x, Min), Max); either may be infinite.</summary>
public sealed record ClipOptions(float Min, float Max);

/// <summary>HARD_SIGMOID, which TensorFlow Lite does not have: min(max(Alpha * x + Beta, 0), 1).</summary>
public sealed record HardSigmoidOptions(float Alpha, float Beta);

/// <summary>FUNCTION, which quantisation makes: any function of one real.</summary>
public sealed record FunctionOptions(Func<float, float> Function);

public sealed record ConcatenationOptions(int Axis, FusedActivation Activation);

public sealed record StridedSliceOptions(int BeginMask, int EndMask, int EllipsisMask, int NewAxisMask, int ShrinkAxisMask, bool Offset);

public sealed record SplitOptions(int Count);

public sealed record ResizeNearestNeighborOptions(bool AlignCorners, bool HalfPixelCenters);

public sealed record PackOptions(int Count, int Axis);

public sealed record GatherOptions(int Axis, int BatchDims);

/// <summary>A 256-byte table, indexed by value + 128: what every elementwise int8 op becomes (node op "LOOKUP").</summary>
public sealed record LookupOptions(sbyte[] Table);
