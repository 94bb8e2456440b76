namespace TinyInfer
{
    /// <summary>From an opcode to its record.</summary>
    internal static class OpRecords
    {
        /// <summary>Bytes of an op's record; 0 for an opcode that this runtime lacks.</summary>
        public static int SizeOf(OpCode op)
        {
            switch (op)
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                    return ConvRecord.Size;
                case OpCode.FullyConnected:
                    return FullyConnectedRecord.Size;
                case OpCode.AveragePool2D:
                case OpCode.MaxPool2D:
                    return PoolRecord.Size;
                case OpCode.Add:
                case OpCode.Sub:
                case OpCode.Mul:
                    return BinaryRecord.Size;
                case OpCode.Softmax:
                    return SoftmaxRecord.Size;
                case OpCode.Lookup:
                    return LookupRecord.Size;
                case OpCode.Mean:
                    return MeanRecord.Size;
                case OpCode.ArgMax:
                    return ArgMaxRecord.Size;
                case OpCode.ResizeNearestNeighbor:
                    return ResizeNearestNeighborRecord.Size;
                case OpCode.StridedCopy:
                    return StridedCopyRecord.Size;
                case OpCode.Fill:
                    return FillRecord.Size;
                case OpCode.LoadConstant:
                    return LoadConstantRecord.Size;
                case OpCode.Conv2DPart:
                    return ConvPartRecord.Size;
                default:
                    return 0;
            }
        }

        public static void Check(OpCode op, RecordChecker record)
        {
            switch (op)
            {
                case OpCode.Conv2D:
                case OpCode.DepthwiseConv2D:
                case OpCode.Conv2DPart:
                    ConvRecord.Check(record, op);
                    break;
                case OpCode.FullyConnected:
                    FullyConnectedRecord.Check(record);
                    break;
                case OpCode.AveragePool2D:
                case OpCode.MaxPool2D:
                    PoolRecord.Check(record);
                    break;
                case OpCode.Add:
                case OpCode.Sub:
                    BinaryRecord.Check(record, false);
                    break;
                case OpCode.Mul:
                    BinaryRecord.Check(record, true);
                    break;
                case OpCode.Softmax:
                    SoftmaxRecord.Check(record);
                    break;
                case OpCode.Lookup:
                    LookupRecord.Check(record);
                    break;
                case OpCode.Mean:
                    MeanRecord.Check(record);
                    break;
                case OpCode.ArgMax:
                    ArgMaxRecord.Check(record);
                    break;
                case OpCode.ResizeNearestNeighbor:
                    ResizeNearestNeighborRecord.Check(record);
                    break;
                case OpCode.StridedCopy:
                    StridedCopyRecord.Check(record);
                    break;
                case OpCode.Fill:
                    FillRecord.Check(record);
                    break;
                case OpCode.LoadConstant:
                    LoadConstantRecord.Check(record);
                    break;
            }
        }
    }
}
