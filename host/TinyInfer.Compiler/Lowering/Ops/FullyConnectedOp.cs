using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Compiler.Lowering;

/// <summary>FULLY_CONNECTED of [batches, input depth].</summary>
public sealed class FullyConnectedOp : LoweredOp, IWeightedOp
{
    public required ArenaTensor Source { get; init; }

    public required ArenaTensor Destination { get; init; }

    public required ConstantData Weights { get; set; }

    public required ConstantData Bias { get; init; }

    public required Requantization Requantization { get; init; }

    public required int InputZeroPoint { get; init; }

    public required int OutputZeroPoint { get; init; }

    public required int ActivationMin { get; init; }

    public required int ActivationMax { get; init; }

    public required int Batches { get; init; }

    public required int InputDepth { get; init; }

    public required int OutputDepth { get; init; }

    WeightLayout IWeightedOp.WeightLayout { get; set; }

    public override OpCode Code => OpCode.FullyConnected;

    public override int RecordBytes => FullyConnectedRecord.Size;

    public override IReadOnlyList<ArenaTensor> Inputs => [Source];

    public override ArenaTensor Output => Destination;

    public override IReadOnlyList<ConstantData> Constants => [Weights, Bias, .. Requantization.Constants];

    public override int Units => OutputDepth;

    public override int MacsPerUnit => checked(Batches * InputDepth);

    public override void WriteFields(RecordWriter record)
    {
        record.I32(FullyConnectedRecord.InputStart, Source.Start);
        record.I32(FullyConnectedRecord.OutputStart, Destination.Start);
        record.I32(FullyConnectedRecord.WeightsStart, Weights.Start);
        record.I32(FullyConnectedRecord.BiasStart, Bias.Start);
        record.I32(FullyConnectedRecord.MultiplierStart, Requantization.Multipliers?.Start ?? OpRecord.None);
        record.I32(FullyConnectedRecord.ShiftStart, Requantization.Shifts?.Start ?? OpRecord.None);
        record.I32(FullyConnectedRecord.Multiplier, Requantization.Multiplier);
        record.I8(FullyConnectedRecord.Shift, Requantization.Shift);
        record.U8(FullyConnectedRecord.WeightLayout, (int)((IWeightedOp)this).WeightLayout);
        record.I8(FullyConnectedRecord.InputZeroPoint, InputZeroPoint);
        record.I8(FullyConnectedRecord.OutputZeroPoint, OutputZeroPoint);
        record.I8(FullyConnectedRecord.ActivationMin, ActivationMin);
        record.I8(FullyConnectedRecord.ActivationMax, ActivationMax);
        record.U16(FullyConnectedRecord.Batches, Batches);
        record.I32(FullyConnectedRecord.InputDepth, InputDepth);
        record.I32(FullyConnectedRecord.OutputDepth, OutputDepth);
    }
}
