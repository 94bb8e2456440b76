using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>Every kind of field of every record with a value that would harm a kernel; the checksums fit.</summary>
    [TestClass]
    public class RecordCheckTests
    {
        // Constants of the image network: its data begins with the first filter, whose bytes are no rows of an image.
        private const int Filter = 960;

        // An activation from 127 to -128.
        private const int Reversed = 0x807F;

        private const int Loop3 = StridedCopyRecord.FirstLoop + 3 * StridedCopyRecord.LoopSize;
        private const int Loop2 = StridedCopyRecord.FirstLoop + 2 * StridedCopyRecord.LoopSize;

        [TestMethod]
        [DataRow((int)OpCode.Conv2D, OpRecord.Code, 2, 0, (int)ErrorCode.UnknownOp)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Code, 2, 18, (int)ErrorCode.UnknownOp)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Code, 2, (int)OpCode.Conv2DPart, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Code, 2, (int)OpCode.Add, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Code, 2, (int)OpCode.DepthwiseConv2D, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Size, 2, 80, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Size, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, OpRecord.Units, 4, 7, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.Conv2D, OpRecord.MacsPerUnit, 4, 0, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.InputStart, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.InputStart, 4, 0, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.OutputStart, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.OutputStart, 4, 1, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.WeightsStart, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.WeightsStart, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.BiasStart, 4, Filter + 2, (int)ErrorCode.Misaligned)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.MultiplierStart, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.MultiplierStart, 4, Filter, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.MultiplierStart, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.ShiftStart, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.ShiftStart, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.ShiftStart, 4, Filter, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.Multiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.Shift, 1, 31, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.Shift, 1, -32, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.WeightLayout, 1, 4, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.WeightLayout, 1, 0xFF, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.DepthwiseConv2D, ConvRecord.WeightLayout, 1, WeightedFields.PairLayout, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.WeightLayout, 1, WeightedFields.WinogradLayout, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.ActivationMin, 1, 127, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.Batches, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.InputHeight, 2, 0xFFFF, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.OutputHeight, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.OutputChannels, 2, 3, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.KernelWidth, 2, 0xFFFF, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.StrideHeight, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Conv2D, ConvRecord.DilationWidth, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.DepthwiseConv2D, ConvRecord.InputChannels, 2, 3, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.DepthwiseConv2D, ConvRecord.InputStart, 4, 144, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.Batches, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.InputDepth, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.InputDepth, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.OutputDepth, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.OutputDepth, 4, 2, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.ShiftStart, 4, Filter, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.FullyConnected, FullyConnectedRecord.OutputStart, 4, 79, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.MaxPool2D, PoolRecord.KernelHeight, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.MaxPool2D, PoolRecord.PaddingTop, 2, 2, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.MaxPool2D, PoolRecord.StrideWidth, 2, 3, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.AveragePool2D, PoolRecord.StrideHeight, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.AveragePool2D, PoolRecord.OutputHeight, 2, 4, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.AveragePool2D, PoolRecord.ActivationMin, 2, Reversed, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.AveragePool2D, PoolRecord.Reserved, 2, 1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.AveragePool2D, PoolRecord.OutputStart, 4, 145, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Add, BinaryRecord.Outer, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Inner, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input1InnerStride, 4, 2, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input2InnerStride, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input1InnerStride, 4, 0, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Add, BinaryRecord.OutputStart, 4, 1, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input1Multiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input2Multiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.OutputMultiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input1Shift, 1, 31, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.Input2Shift, 1, 31, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.OutputShift, 1, -32, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Add, BinaryRecord.ActivationMin, 2, Reversed, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.Rows, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.Depth, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.InputMultiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.InputShift, 4, 32, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.InputShift, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.DiffMin, 4, 1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Softmax, SoftmaxRecord.OutputStart, 4, 1, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Mean, MeanRecord.Axis, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mean, MeanRecord.Outer, 4, int.MaxValue, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.Mean, MeanRecord.Multiplier, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mean, MeanRecord.Shift, 1, 31, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mean, MeanRecord.Reserved, 2, 1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mean, MeanRecord.OutputStart, 4, 79, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.ArgMax, ArgMaxRecord.OutputStart, 4, 2, (int)ErrorCode.Misaligned)]
        [DataRow((int)OpCode.ArgMax, ArgMaxRecord.OutputStart, 4, 16, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.ArgMax, ArgMaxRecord.OutputStart, 4, 288, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.ArgMax, ArgMaxRecord.Axis, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.RowsStart, 4, Filter + 1, (int)ErrorCode.Misaligned)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.RowsStart, 4, Filter, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.ColumnsStart, 4, Filter, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.InputHeight, 2, 1, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.Channels, 2, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.ResizeNearestNeighbor, ResizeNearestNeighborRecord.OutputStart, 4, 79, (int)ErrorCode.Overlap)]
        public void Load_ofARecordOfTheImageNetwork_refuses(int op, int field, int width, int value, int code)
        {
            CheckRefused(ImageNetwork.Model, (OpCode)op, field, width, value, code);
        }

        [TestMethod]
        [DataRow((int)OpCode.Mul, BinaryRecord.Input1Multiplier, 4, 1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mul, BinaryRecord.Input2Multiplier, 4, 1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mul, BinaryRecord.Input1OuterStride, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Mul, BinaryRecord.Input1OuterStride, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Mul, BinaryRecord.Input1OuterStride, 4, 0, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Sub, BinaryRecord.Input1Start, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Sub, BinaryRecord.Input1Start, 4, 63, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.Lookup, LookupRecord.Count, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Lookup, LookupRecord.TableStart, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Lookup, LookupRecord.TableStart, 4, 1125, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Lookup, LookupRecord.OutputStart, 4, 63, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.StridedCopy, StridedCopyRecord.RunBytes, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.StridedCopy, StridedCopyRecord.RunBytes, 4, int.MaxValue, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.StridedCopy, StridedCopyRecord.OutputStart, 4, 48, (int)ErrorCode.Overlap)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopCount, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopOutputStride, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopOutputStride, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopOutputStride, 4, 1, (int)ErrorCode.ShapeMismatch)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopOutputStride, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopInputStride, 4, int.MinValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.StridedCopy, Loop3 + StridedCopyRecord.LoopInputStride, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.StridedCopy, Loop2 + StridedCopyRecord.LoopCount, 4, 1000, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Fill, FillRecord.Count, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.Fill, FillRecord.Count, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Fill, FillRecord.OutputStart, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.Fill, FillRecord.Value, 4, 128, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.LoadConstant, LoadConstantRecord.DataStart, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow((int)OpCode.LoadConstant, LoadConstantRecord.Count, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow((int)OpCode.LoadConstant, LoadConstantRecord.Count, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        public void Load_ofARecordOfTheMovesNetwork_refuses(int op, int field, int width, int value, int code)
        {
            CheckRefused(MovesNetwork.Model, (OpCode)op, field, width, value, code);
        }

        /// <summary>The first of two parts of [1, 3, 4, 5], which lies in front of the input: 2 channels of 12 positions.</summary>
        [TestMethod]
        [DataRow(ConvPartRecord.OutputPixelStride, 0, (int)ErrorCode.BadValue)]
        [DataRow(ConvPartRecord.OutputPixelStride, -1, (int)ErrorCode.BadValue)]
        [DataRow(ConvPartRecord.OutputPixelStride, 1, (int)ErrorCode.ShapeMismatch)]
        [DataRow(ConvPartRecord.OutputPixelStride, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow(ConvPartRecord.OutputPixelStride, 11, (int)ErrorCode.OutOfRange)]
        [DataRow(ConvPartRecord.OutputPixelStride, 7, (int)ErrorCode.Overlap)]
        [DataRow(ConvRecord.OutputStart, 23, (int)ErrorCode.Overlap)]
        public void Load_ofAPartOfAJointTensor_refuses(int field, int value, int code)
        {
            CheckRefused(JointNetwork.Model, OpCode.Conv2DPart, field, 4, value, code);
        }

        /// <summary>A single output position has no next one; kernels compute where it would be.</summary>
        [TestMethod]
        public void Load_ofAPartOfOnePosition_wantsItsStrideInTheArena()
        {
            EditableModel model = new EditableModel(JointNetwork.Model);
            int record = model.Record(OpCode.Conv2DPart);
            int arenaBytes = BitConverter.ToInt32(model.Bytes, FileHeader.ArenaBytes);
            int macs = BitConverter.ToInt32(model.Bytes, FileHeader.Macs);
            model.Set(record + ConvRecord.OutputHeight, 2, 1).Set(record + ConvRecord.OutputWidth, 2, 1);
            model.Set(record + OpRecord.Units, 4, 1).Set(record + OpRecord.MacsPerUnit, 4, 4).Set(FileHeader.Macs, 4, macs - 11 * 4);

            Assert.IsNull(model.Set(record + ConvPartRecord.OutputPixelStride, 4, arenaBytes).Repair().Refusal());
            CheckRefused(model.Bytes, OpCode.Conv2DPart, ConvPartRecord.OutputPixelStride, 4, arenaBytes + 1, (int)ErrorCode.OutOfRange);
        }

        [TestMethod]
        public void Load_ofAnyRecordWithOtherUnits_refuses()
        {
            for (OpCode op = OpCode.Conv2D; op <= OpCode.Conv2DPart; op++)
            {
                byte[] bytes = NetworkTests.NetworkOf(op);
                CheckRefused(bytes, op, OpRecord.Units, 1, 99, (int)ErrorCode.ShapeMismatch);
                CheckRefused(bytes, op, OpRecord.MacsPerUnit, 1, 99, (int)ErrorCode.ShapeMismatch);
            }
        }

        [TestMethod]
        public void Load_ofAnyRecordThatLeavesTheArena_refuses()
        {
            for (OpCode op = OpCode.Conv2D; op <= OpCode.Conv2DPart; op++)
            {
                byte[] bytes = NetworkTests.NetworkOf(op);
                int arenaBytes = BitConverter.ToInt32(bytes, FileHeader.ArenaBytes);
                int starts = op == OpCode.Fill || op == OpCode.LoadConstant ? 1 : op >= OpCode.Add && op <= OpCode.Mul ? 3 : 2;
                for (int i = 0; i < starts; i++)
                {
                    int field = OpRecord.HeaderSize + 4 * i;
                    CheckRefused(bytes, op, field, 4, -4, (int)ErrorCode.OutOfRange);
                    CheckRefused(bytes, op, field, 4, arenaBytes, (int)ErrorCode.OutOfRange);
                }
            }
        }

        /// <summary>Kernels compute positions in 32 bits.</summary>
        [TestMethod]
        [DataRow(ConvRecord.OutputHeight, ConvRecord.StrideHeight)]
        [DataRow(ConvRecord.OutputWidth, ConvRecord.StrideWidth)]
        [DataRow(ConvRecord.KernelHeight, ConvRecord.DilationHeight)]
        [DataRow(ConvRecord.KernelWidth, ConvRecord.DilationWidth)]
        public void Load_ofPositionsBeyondAnInt_refuses(int count, int step)
        {
            EditableModel model = new EditableModel(ImageNetwork.Model);
            int record = model.Record(OpCode.Conv2D);
            model.Set(record + step, 2, 0xFFFF);

            CheckRefused(model.Bytes, OpCode.Conv2D, count, 2, 0xFFFF, (int)ErrorCode.ShapeMismatch);
        }

        /// <summary>256 x 256 windows of 256 x 256 positions each.</summary>
        [TestMethod]
        public void Load_ofAPoolThatWouldTakeDays_refuses()
        {
            const int Bytes = 256 * 256;
            EditableModel model = new EditableModel(ImageNetwork.Model);
            int record = model.Record(OpCode.AveragePool2D);
            for (int dimension = PoolRecord.InputHeight; dimension <= PoolRecord.KernelWidth; dimension += 2)
            {
                model.Set(record + dimension, 2, dimension == PoolRecord.Channels ? 1 : 256);
            }

            model.Set(record + PoolRecord.InputStart, 4, 0).Set(record + PoolRecord.OutputStart, 4, Bytes);
            model.Set(record + PoolRecord.PaddingTop, 2, 255).Set(record + PoolRecord.PaddingLeft, 2, 255);
            model.Set(record + OpRecord.Units, 4, 256).Set(FileHeader.ArenaBytes, 4, 2 * Bytes);

            TinyInferException refusal = model.Repair().Refusal();

            Assert.IsTrue(refusal != null, "accepted");
            Assert.AreEqual((int)ErrorCode.ShapeMismatch, (int)refusal.Code);
            Assert.AreEqual(record, refusal.Place);
        }

        /// <summary>Twice the bytes of the plain weights, from a multiple of 4 on.</summary>
        [TestMethod]
        public void Load_ofWeightsInAnotherLayout_wantsThemInTheData()
        {
            EditableModel model = new EditableModel(ImageNetwork.Model);
            model.Set(model.Record(OpCode.Conv2D) + ConvRecord.WeightLayout, 1, WeightedFields.Int16Layout);
            int end = model.Bytes.Length / 4 * 4;

            Assert.IsNull(model.Repair().Refusal());
            CheckRefused(model.Bytes, OpCode.Conv2D, ConvRecord.WeightsStart, 4, Filter + 2, (int)ErrorCode.Misaligned);
            CheckRefused(model.Bytes, OpCode.Conv2D, ConvRecord.WeightsStart, 4, end - 16, (int)ErrorCode.OutOfRange);
        }

        /// <summary>A depthwise convolution of one tap reads each value where it writes one: there, and nowhere beside.</summary>
        [TestMethod]
        public void Load_ofADepthwiseOfOneTap_acceptsTheSamePlaceOnly()
        {
            EditableModel model = new EditableModel(ImageNetwork.Model);
            int record = model.Record(OpCode.DepthwiseConv2D);
            int output = BitConverter.ToInt32(model.Bytes, record + ConvRecord.OutputStart);
            model.Set(record + ConvRecord.KernelHeight, 2, 1).Set(record + ConvRecord.KernelWidth, 2, 1);
            model.Set(record + ConvRecord.PaddingTop, 2, 0).Set(record + ConvRecord.PaddingLeft, 2, 0);
            model.Set(record + OpRecord.MacsPerUnit, 4, 6 * 4).Set(FileHeader.Macs, 4, 2592 + 6 * 6 * 4 + 12);

            CheckRefused(model.Bytes, OpCode.DepthwiseConv2D, ConvRecord.InputStart, 4, output - 1, (int)ErrorCode.Overlap);
            Assert.IsNull(model.Set(record + ConvRecord.InputStart, 4, output).Repair().Refusal());
        }

        private static void CheckRefused(byte[] bytes, OpCode op, int field, int width, int value, int code)
        {
            EditableModel model = new EditableModel(bytes);
            int record = model.Record(op);
            int size = OpRecords.SizeOf(op);

            TinyInferException refusal = model.Set(record + field, width, value).Repair().Refusal();

            Assert.IsTrue(refusal != null, $"opcode {(int)op}, field {field}: accepted");
            Assert.AreEqual(code, (int)refusal.Code, $"opcode {(int)op}, field {field}");
            Assert.IsTrue(refusal.Place >= record && refusal.Place < record + size, $"place {refusal.Place}, record at {record}");
        }
    }
}
