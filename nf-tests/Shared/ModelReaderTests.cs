using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    /// <summary>The header, the sections and all but the records; checksums fit wherever they are not the matter.</summary>
    [TestClass]
    public class ModelReaderTests
    {
        private const int NotANumber = 0x7FC00000;
        private const int Infinity = 0x7F800000;
        private const int MinusOneHalf = -0x41000000;

        [TestMethod]
        public void Load_ofTheNetworks_accepts()
        {
            Assert.IsNull(new EditableModel(TinyNetwork.Model).Refusal());
            Assert.IsNull(new EditableModel(ImageNetwork.Model).Refusal());
            Assert.IsNull(new EditableModel(MovesNetwork.Model).Refusal());
        }

        [TestMethod]
        public void Load_ofAnyPrefix_refusesAsTruncated()
        {
            byte[] whole = TinyNetwork.Model;
            for (int length = 0; length < whole.Length; length++)
            {
                byte[] prefix = new byte[length];
                Array.Copy(whole, 0, prefix, 0, length);
                TinyInferException refusal = new EditableModel(prefix).Refusal();
                Assert.AreEqual((int)ErrorCode.Truncated, (int)refusal.Code, $"{length} bytes");
                Assert.AreEqual(length, refusal.Available);
            }
        }

        [TestMethod]
        public void Load_ofOneByteMore_refusesAsTruncated()
        {
            byte[] longer = new byte[TinyNetwork.Model.Length + 1];
            Array.Copy(TinyNetwork.Model, 0, longer, 0, TinyNetwork.Model.Length);

            TinyInferException refusal = new EditableModel(longer).Refusal();

            Assert.AreEqual((int)ErrorCode.Truncated, (int)refusal.Code);
            Assert.AreEqual(FileHeader.FileBytes, refusal.Place);
            Assert.AreEqual(436, refusal.Needed);
            Assert.AreEqual(437, refusal.Available);
        }

        [TestMethod]
        public void Load_ofAnyFlippedByteOfThePlan_refuses()
        {
            for (int at = 0; at < BitConverter.ToInt32(TinyNetwork.Model, FileHeader.PlanBytes); at++)
            {
                EditableModel model = new EditableModel(TinyNetwork.Model);
                model.Bytes[at] ^= 0xFF;
                Assert.IsTrue(model.Refusal() != null, $"byte {at}");
            }
        }

        [TestMethod]
        public void Load_ofAFlippedByteOfTheData_isForVerify()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            model.Bytes[model.Bytes.Length - 1] ^= 1;

            Model loaded = model.Load();

            try
            {
                loaded.Verify();
            }
            catch (TinyInferException refusal)
            {
                Assert.AreEqual((int)ErrorCode.DataChecksum, (int)refusal.Code);
                Assert.AreEqual(FileHeader.DataCrc, refusal.Place);
                return;
            }

            Assert.IsTrue(false, "Verify accepts damaged data");
        }

        [TestMethod]
        [DataRow(FileHeader.Magic, 1, 0x74, (int)ErrorCode.BadMagic)]
        [DataRow(FileHeader.MajorVersion, 2, 0, (int)ErrorCode.UnsupportedVersion)]
        [DataRow(FileHeader.MajorVersion, 2, 2, (int)ErrorCode.UnsupportedVersion)]
        [DataRow(FileHeader.FileBytes, 4, 339, (int)ErrorCode.Truncated)]
        [DataRow(FileHeader.FileBytes, 4, -1, (int)ErrorCode.Truncated)]
        [DataRow(FileHeader.PlanBytes, 4, 32, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.PlanBytes, 4, 352, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.PlanBytes, 4, -16, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.PlanBytes, 4, 304, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.PlanBytes, 4, 336, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.PlanBytes, 4, 324, (int)ErrorCode.Misaligned)]
        [DataRow(FileHeader.ArenaBytes, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.ArenaBytes, 4, 16, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.ArenaBytes, 4, 18, (int)ErrorCode.ShapeMismatch)]
        [DataRow(FileHeader.ArenaBytes, 4, 48, (int)ErrorCode.ShapeMismatch)]
        [DataRow(FileHeader.ArenaBytes, 4, int.MaxValue, (int)ErrorCode.ShapeMismatch)]
        [DataRow(FileHeader.ArenaBytes, 4, -16, (int)ErrorCode.BadValue)]
        [DataRow(FileHeader.Macs, 4, 5, (int)ErrorCode.ShapeMismatch)]
        [DataRow(FileHeader.OpCount, 2, 0, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.OpCount, 2, 2, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.InputCount, 2, 2, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.OutputCount, 2, 0xFFFF, (int)ErrorCode.OutOfRange)]
        [DataRow(FileHeader.SectionCount, 2, 0, (int)ErrorCode.MissingSection)]
        [DataRow(FileHeader.SectionCount, 2, 4, (int)ErrorCode.MissingSection)]
        [DataRow(FileHeader.SectionCount, 2, 0xFFFF, (int)ErrorCode.OutOfRange)]
        public void Load_ofAHeader_refuses(int at, int width, int value, int code)
        {
            CheckRefused(new EditableModel(TinyNetwork.Model).Set(at, width, value), code);
        }

        [TestMethod]
        [DataRow(SectionKind.Tensors, SectionEntry.Kind, 2, 99, (int)ErrorCode.UnknownSection)]
        [DataRow(SectionKind.Ops, SectionEntry.Kind, 2, 0, (int)ErrorCode.UnknownSection)]
        [DataRow(SectionKind.Memory, SectionEntry.Kind, 2, SectionKind.Metadata, (int)ErrorCode.MissingSection)]
        [DataRow(SectionKind.Tensors, SectionEntry.Start, 4, 36, (int)ErrorCode.Overlap)]
        [DataRow(SectionKind.Ops, SectionEntry.Start, 4, 204, (int)ErrorCode.Overlap)]
        [DataRow(SectionKind.Tensors, SectionEntry.Start, 4, 102, (int)ErrorCode.Misaligned)]
        [DataRow(SectionKind.Tensors, SectionEntry.Start, 4, -4, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Tensors, SectionEntry.Length, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Tensors, SectionEntry.Length, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Tensors, SectionEntry.Length, 4, 103, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Tensors, SectionEntry.Length, 4, 109, (int)ErrorCode.Overlap)]
        [DataRow(SectionKind.Ops, SectionEntry.Length, 4, 55, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Ops, SectionEntry.Length, 4, 0, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Metadata, SectionEntry.Length, 4, 3, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Metadata, SectionEntry.Length, 4, 41, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Memory, SectionEntry.Length, 4, 11, (int)ErrorCode.ShapeMismatch)]
        [DataRow(SectionKind.Memory, SectionEntry.Length, 4, 109, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Data, SectionEntry.Length, 4, 19, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Data, SectionEntry.Length, 4, 21, (int)ErrorCode.OutOfRange)]
        [DataRow(SectionKind.Data, SectionEntry.Length, 4, -1, (int)ErrorCode.OutOfRange)]
        public void Load_ofASectionTable_refuses(int kind, int field, int width, int value, int code)
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);

            CheckRefused(model.Set(model.Entry(kind) + field, width, value), code);
        }

        /// <summary>Fields of the first input.</summary>
        [TestMethod]
        [DataRow(TensorEntry.ArenaStart, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(TensorEntry.ArenaStart, 4, int.MaxValue, (int)ErrorCode.OutOfRange)]
        [DataRow(TensorEntry.ArenaBytes, 4, 3, (int)ErrorCode.ShapeMismatch)]
        [DataRow(TensorEntry.ArenaType, 1, 0, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.ArenaType, 1, (int)ElementType.UInt8, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.ArenaType, 1, (int)ElementType.Int32, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.ArenaType, 2, (int)ElementType.Int32 << 8 | (int)ElementType.UInt8, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.AppType, 1, (int)ElementType.Int32, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.AppType, 1, 0, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Rank, 2, 7, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Rank, 2, 1, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.NameStart, 4, 203, (int)ErrorCode.OutOfRange)]
        [DataRow(TensorEntry.NameStart, 4, 206, (int)ErrorCode.OutOfRange)]
        [DataRow(TensorEntry.NameBytes, 4, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(TensorEntry.Scale, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Scale, 4, MinusOneHalf, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Scale, 4, NotANumber, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Scale, 4, Infinity, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.ZeroPoint, 4, 128, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.ZeroPoint, 4, -129, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Dims, 4, 0, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Dims, 4, -1, (int)ErrorCode.BadValue)]
        [DataRow(TensorEntry.Dims, 4, int.MaxValue, (int)ErrorCode.ShapeMismatch)]
        [DataRow(TensorEntry.Dims + 8, 4, 2, (int)ErrorCode.BadValue)]
        public void Load_ofATensor_refuses(int field, int width, int value, int code)
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int entry = model.Section(SectionKind.Tensors);

            TinyInferException refusal = CheckRefused(model.Set(entry + field, width, value), code);

            Assert.IsTrue(refusal.Place >= entry && refusal.Place < entry + TensorEntry.Size, "place");
        }

        /// <summary>The bits of the smallest and of the largest float that a scale can be.</summary>
        [TestMethod]
        [DataRow(0, 1)]
        [DataRow(MinusOneHalf, 1)]
        [DataRow(NotANumber, 0x7F7FFFFF)]
        [DataRow(Infinity, 0x7F7FFFFF)]
        public void Load_ofAScale_offersTheNearest(int bits, int nearest)
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);

            TinyInferException refusal = CheckRefused(
                model.Set(model.Section(SectionKind.Tensors) + TensorEntry.Scale, 4, bits), (int)ErrorCode.BadValue);

            Assert.AreEqual(nearest, refusal.Available);
        }

        [TestMethod]
        public void Load_ofTwoInputsThatShareBytes_refuses()
        {
            EditableModel model = new EditableModel(MovesNetwork.Model);
            int first = model.Section(SectionKind.Tensors);
            int start = BitConverter.ToInt32(model.Bytes, first + TensorEntry.ArenaStart);

            CheckRefused(model.Set(first + TensorEntry.Size + TensorEntry.ArenaStart, 4, start + 16), (int)ErrorCode.Overlap);
        }

        [TestMethod]
        public void Load_ofAnInt32TensorAtAnOddPlace_refuses()
        {
            EditableModel model = new EditableModel(ImageNetwork.Model);
            int best = model.Section(SectionKind.Tensors) + 2 * TensorEntry.Size;

            CheckRefused(model.Set(best + TensorEntry.ArenaStart, 4, 2), (int)ErrorCode.Misaligned);
        }

        [TestMethod]
        public void Load_ofMoreTensorsThanTheSectionHolds_blamesTheSection()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int section = model.Section(SectionKind.Tensors);

            TinyInferException refusal = CheckRefused(model.Set(FileHeader.OutputCount, 2, 0xFFFF), (int)ErrorCode.OutOfRange);

            Assert.AreEqual(section, refusal.Place);
        }

        [TestMethod]
        public void Load_ofARecordLongerThanTheSection_blamesTheRecord()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int section = model.Section(SectionKind.Ops);

            TinyInferException refusal = CheckRefused(model.Set(model.Entry(SectionKind.Ops) + SectionEntry.Length, 4, 52), (int)ErrorCode.OutOfRange);

            Assert.AreEqual(section, refusal.Place);
            Assert.AreEqual(56, refusal.Needed);
            Assert.AreEqual(52, refusal.Available);
        }

        [TestMethod]
        public void Load_ofMetadataTooShortForACount_refuses()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            model.Set(model.Section(SectionKind.Metadata), 4, 0);

            Assert.IsNull(model.Repair().Refusal());
            CheckRefused(model.Set(model.Entry(SectionKind.Metadata) + SectionEntry.Length, 4, 2), (int)ErrorCode.OutOfRange);
        }

        [TestMethod]
        public void Load_ofEmptyOptionalSections_accepts()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            model.Set(model.Entry(SectionKind.Metadata) + SectionEntry.Length, 4, 0);
            model.Set(model.Entry(SectionKind.Memory) + SectionEntry.Length, 4, 0);
            model.Set(model.Entry(SectionKind.Memory) + SectionEntry.Kind, 2, SectionKind.Debug);

            Assert.IsNull(model.Repair().Load().Name);
        }

        [TestMethod]
        [DataRow(0, 3, (int)ErrorCode.OutOfRange)]
        [DataRow(0, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(MetadataEntry.CountBytes + MetadataEntry.KeyBytes, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(MetadataEntry.CountBytes + MetadataEntry.ValueBytes, 100, (int)ErrorCode.OutOfRange)]
        public void Load_ofMetadata_refuses(int at, int value, int code)
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);

            CheckRefused(model.Set(model.Section(SectionKind.Metadata) + at, 4, value), code);
        }

        [TestMethod]
        public void Load_ofANewerMinorVersionWithAnUnknownSection_accepts()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            model.Set(FileHeader.MinorVersion, 2, 9);
            model.Set(model.Entry(SectionKind.Metadata) + SectionEntry.Kind, 2, 99);
            model.Set(model.Entry(SectionKind.Memory) + SectionEntry.Kind, 2, 100).Repair();

            Model loaded = model.Load();

            Assert.IsNull(loaded.Name);
            Assert.AreEqual(0, loaded.LabelCount);
        }

        /// <summary>The memory section taken for one, whose first numbers are 1 and the bytes of the managed kernels.</summary>
        [TestMethod]
        [DataRow(8, 1, 0, (int)ErrorCode.Misaligned)]
        [DataRow(8, 16, 17, (int)ErrorCode.OutOfRange)]
        [DataRow(8, 0, -1, (int)ErrorCode.OutOfRange)]
        [DataRow(8, 48, 0, (int)ErrorCode.OutOfRange)]
        [DataRow(8, 0, 16, (int)ErrorCode.Overlap)]
        [DataRow(8, 16, 16, (int)ErrorCode.Overlap)]
        [DataRow(0, 0, 0, (int)ErrorCode.ShapeMismatch)]
        [DataRow(16, 0, 0, (int)ErrorCode.ShapeMismatch)]
        public void Load_ofAScratchSection_refuses(int length, int start, int bytes, int code)
        {
            CheckRefused(WithScratch(length, start, bytes), code);
        }

        [TestMethod]
        public void Load_ofAScratchSection_accepts()
        {
            Assert.AreEqual(2, WithScratch(8, 16, 0).Repair().Load().LabelCount);
        }

        private static EditableModel WithScratch(int length, int start, int bytes)
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int section = model.Section(SectionKind.Memory);
            int entry = model.Entry(SectionKind.Memory);
            model.Set(section + ScratchEntry.Start, 4, start).Set(section + ScratchEntry.Bytes, 4, bytes);
            return model.Set(entry + SectionEntry.Length, 4, length).Set(entry + SectionEntry.Kind, 2, SectionKind.Scratch);
        }

        [TestMethod]
        public void Load_withoutASource_isAWrongCall()
        {
            Assert.ThrowsException(typeof(ArgumentNullException), () => Model.Load(null));
            Assert.ThrowsException(typeof(ArgumentNullException), () => ModelSource.FromArray(null));
        }

        private static TinyInferException CheckRefused(EditableModel model, int code)
        {
            TinyInferException refusal = model.Repair().Refusal();
            Assert.IsTrue(refusal != null, "accepted");
            Assert.AreEqual(code, (int)refusal.Code);
            return refusal;
        }
    }
}
