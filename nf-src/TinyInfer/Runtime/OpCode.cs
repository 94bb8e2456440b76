namespace TinyInfer
{
    /// <summary>
    /// The ops a .tinf file is made of. The layout of an op's record never changes: a new layout is a new opcode.
    /// </summary>
    public enum OpCode
    {
        Conv2D = 1,
        DepthwiseConv2D = 2,
        FullyConnected = 3,
        AveragePool2D = 4,
        MaxPool2D = 5,
        Add = 6,
        Sub = 7,
        Mul = 8,
        Softmax = 9,

        /// <summary>Every elementwise int8 to int8 function: a table of 256 bytes.</summary>
        Lookup = 10,
        Mean = 11,
        ArgMax = 12,
        ResizeNearestNeighbor = 13,

        /// <summary>Moves bytes by strides: transposes, slices, splits, concatenations, padding's inside.</summary>
        StridedCopy = 14,

        /// <summary>Sets bytes to one value: padding's outside.</summary>
        Fill = 15,

        /// <summary>Brings a constant operand into the arena.</summary>
        LoadConstant = 16,

        /// <summary>A CONV_2D that writes some of the channels of a tensor: the others belong to other ops.</summary>
        Conv2DPart = 17,
    }
}
