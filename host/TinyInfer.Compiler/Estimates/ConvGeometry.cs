using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Estimates;

/// <summary>Where the windows of a convolution lie: native-interop/backends/rows.h.</summary>
internal readonly struct ConvGeometry(RecordView record)
{
    private readonly Axis _rows = new(record, ConvRecord.InputHeight, ConvRecord.OutputHeight, ConvRecord.KernelHeight, ConvRecord.StrideHeight, ConvRecord.DilationHeight, ConvRecord.PaddingTop);
    private readonly Axis _columns = new(record, ConvRecord.InputWidth, ConvRecord.OutputWidth, ConvRecord.KernelWidth, ConvRecord.StrideWidth, ConvRecord.DilationWidth, ConvRecord.PaddingLeft);

    public long Taps => _rows.Kernel * _columns.Kernel;

    public bool Is3x3 => _rows.Kernel == 3 && _columns.Kernel == 3;

    /// <summary>Both strides 1 or 2, no dilations, and at most one row and one column of padding at each side.</summary>
    public bool IsNear3x3 => Is3x3 && _rows.IsNear && _columns.IsNear && _rows.Stride == _columns.Stride;

    /// <summary>Rows of the input under so many rows of outputs.</summary>
    public long RowsUnder(long rows) => (rows - 1) * _rows.Stride + _rows.Kernel;

    public bool Is1x1 => Taps == 1;

    /// <summary>Dilated taps; a kernel with one tap in a direction has none there.</summary>
    public bool IsDilated => _rows.IsDilated || _columns.IsDilated;

    /// <summary>Dilations as they stand in the record.</summary>
    public bool HasDilations => _rows.Dilation != 1 || _columns.Dilation != 1;

    public bool HasStrides => _rows.Stride != 1 || _columns.Stride != 1;

    /// <summary>A window of a kernel without dilations begins before the input or ends behind it.</summary>
    public bool LeavesInput => _rows.LeavesInput || _columns.LeavesInput;

    public bool HasPadding => _rows.HasPadding || _columns.HasPadding;

    /// <summary>Every window meets the image, both ways, and 16 bits with a sign hold any place.</summary>
    public bool WindowsMeetImage => _rows.WindowsMeetImage && _columns.WindowsMeetImage;

    /// <summary>Where a library, which writes whole pixels, computes the outputs of a part before they are copied; 0 if it is none.</summary>
    public long ApartBytes => record.Code == OpCode.Conv2DPart
        ? WeightMatrix.RoundUp(record.I32(OpRecord.Units) * _columns.Output * record.U16(ConvRecord.OutputChannels), 4)
        : 0;

    /// <summary>At each side at most one column is padding.</summary>
    public bool MiddleColumnIsInside => _columns.Padding <= 1 && (_columns.Output - 1) * _columns.Stride - _columns.Padding + 1 < _columns.Input;

    private readonly struct Axis(RecordView record, int input, int output, int kernel, int stride, int dilation, int padding)
    {
        public long Input { get; } = record.U16(input);

        public long Output { get; } = record.U16(output);

        public long Kernel { get; } = record.U16(kernel);

        public long Stride { get; } = record.U16(stride);

        public long Dilation { get; } = record.U16(dilation);

        public long Padding { get; } = record.U16(padding);

        public bool IsDilated => Dilation != 1 && Kernel != 1;

        public bool IsNear => Stride <= 2 && Dilation == 1 && Padding <= 1 && (Output - 1) * Stride + Kernel - Padding <= Input + 1;

        public bool LeavesInput => Padding > 0 || (Output - 1) * Stride + Kernel > Input;

        public bool HasPadding => Padding > 0 || (Output - 1) * Stride + (Kernel - 1) * Dilation >= Input;

        public bool WindowsMeetImage =>
            Input <= short.MaxValue && Padding <= short.MaxValue && Padding <= (Kernel - 1) * Dilation && (Output - 1) * Stride - Padding < Input;
    }
}
