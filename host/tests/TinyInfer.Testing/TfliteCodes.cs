namespace TinyInfer.Testing;

/// <summary>Element types, numbered as in the .tflite schema.</summary>
public enum TfliteType : byte
{
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
    UInt8 = 3,
    Int64 = 4,
    String = 5,
    Bool = 6,
    Int16 = 7,
    Int8 = 9,
}

/// <summary>Builtin operators, numbered as in the .tflite schema.</summary>
public enum TfliteOp
{
    ADD = 0,
    AVERAGE_POOL_2D = 1,
    CONCATENATION = 2,
    CONV_2D = 3,
    DEPTHWISE_CONV_2D = 4,
    DEQUANTIZE = 6,
    FULLY_CONNECTED = 9,
    LOGISTIC = 14,
    LSTM = 16,
    MAX_POOL_2D = 17,
    MUL = 18,
    RELU = 19,
    RELU_N1_TO_1 = 20,
    RELU6 = 21,
    RESHAPE = 22,
    RESIZE_BILINEAR = 23,
    SOFTMAX = 25,
    TANH = 28,
    CUSTOM = 32,
    PAD = 34,
    GATHER = 36,
    TRANSPOSE = 39,
    MEAN = 40,
    SUB = 41,
    SQUEEZE = 43,
    STRIDED_SLICE = 45,
    EXP = 47,
    SPLIT = 49,
    CAST = 53,
    ARG_MAX = 56,
    PADV2 = 60,
    EXPAND_DIMS = 70,
    SHAPE = 77,
    REDUCE_PROD = 81,
    PACK = 83,
    RESIZE_NEAREST_NEIGHBOR = 97,
    LEAKY_RELU = 98,
    QUANTIZE = 114,
    HARD_SWISH = 117,
}

public enum TflitePadding : byte
{
    Same = 0,
    Valid = 1,
}

public enum TfliteActivation : byte
{
    None = 0,
    Relu = 1,
    ReluN1To1 = 2,
    Relu6 = 3,
    Tanh = 4,
    SignBit = 5,
}
