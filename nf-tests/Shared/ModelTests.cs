using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Tests
{
    [TestClass]
    public class ModelTests
    {
        [TestMethod]
        public void Load_ofAModel_knowsWhatTheHeaderSays()
        {
            Model model = Load(TinyNetwork.Model);

            Assert.AreEqual(436, model.FileBytes);
            Assert.AreEqual(32, model.ArenaBytes);
            Assert.AreEqual(4, model.Macs);
            Assert.AreEqual(1, model.OpCount);
            Assert.AreEqual(1, model.InputCount);
            Assert.AreEqual(1, model.OutputCount);
            Assert.AreEqual("tiny", model.Name);
        }

        [TestMethod]
        public void Verify_ofWholeData_saysNothing()
        {
            Load(TinyNetwork.Model).Verify();
            Load(ImageNetwork.Model).Verify();
            Load(MovesNetwork.Model).Verify();
        }

        [TestMethod]
        public void GetMetadata_ofAKey_givesItsValueOrNull()
        {
            Model model = Load(TinyNetwork.Model);

            Assert.AreEqual("tiny", model.GetMetadata("name"));
            Assert.AreEqual("cold\nhot", model.GetMetadata("labels"));
            Assert.IsNull(model.GetMetadata("labe"));
            Assert.IsNull(model.GetMetadata(""));
            Assert.ThrowsException(typeof(ArgumentNullException), () => model.GetMetadata(null));
        }

        [TestMethod]
        public void GetLabel_ofEveryClass_givesItsText()
        {
            Model model = Load(ImageNetwork.Model);

            Assert.AreEqual(3, model.LabelCount);
            Assert.AreEqual("s\u00FC\u00DF", model.GetLabel(0));
            Assert.AreEqual("salty", model.GetLabel(1));
            Assert.AreEqual("bitter \uD83C\uDF4B", model.GetLabel(2));
        }

        [TestMethod]
        public void GetLabel_ofNoClass_isAWrongCall()
        {
            Model image = Load(ImageNetwork.Model);
            Model moves = Load(MovesNetwork.Model);

            Assert.AreEqual(0, moves.LabelCount);
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => image.GetLabel(-1));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => image.GetLabel(3));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => moves.GetLabel(0));
        }

        /// <summary>Labels "cold", line feed, "hot" become three: "cold", nothing, "ot".</summary>
        [TestMethod]
        public void GetLabel_ofAnEmptyLine_isEmpty()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int labels = model.Section(SectionKind.Metadata) + 0x22;
            Model loaded = model.Set(labels + 5, 1, '\n').Repair().Load();

            Assert.AreEqual(3, loaded.LabelCount);
            Assert.AreEqual("cold", loaded.GetLabel(0));
            Assert.AreEqual("", loaded.GetLabel(1));
            Assert.AreEqual("ot", loaded.GetLabel(2));
        }

        /// <summary>"cold", line feed, "ho", line feed: the last label is empty.</summary>
        [TestMethod]
        public void GetLabel_behindTheLastLineFeed_isEmpty()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int labels = model.Section(SectionKind.Metadata) + 0x22;
            Model loaded = model.Set(labels + 7, 1, '\n').Repair().Load();

            Assert.AreEqual(3, loaded.LabelCount);
            Assert.AreEqual("ho", loaded.GetLabel(1));
            Assert.AreEqual("", loaded.GetLabel(2));
        }

        private static Model Load(byte[] bytes)
        {
            return Model.Load(ModelSource.FromArray(bytes));
        }

        /// <summary>The metadata "target" takes the place of "labels" here; it is a letter shorter than they are.</summary>
        [TestMethod]
        public void Open_ofAModelForManagedKernels_packsWeights()
        {
            EditableModel model = new EditableModel(TinyNetwork.Model);
            int value = model.Section(SectionKind.Metadata) + 42 - 8;
            string text = MetadataReader.TargetKey + MetadataReader.ManagedTarget;
            for (int i = 0; i < text.Length; i++)
            {
                model.Set(value - MetadataReader.TargetKey.Length + i, 1, text[i]);
            }

            model.Set(value - MetadataReader.TargetKey.Length - MetadataEntry.Key + MetadataEntry.ValueBytes, 4, MetadataReader.ManagedTarget.Length);

            Assert.AreEqual(PersistentBytes(TinyNetwork.Model, true), PersistentBytes(model.Repair().Bytes, false));
            Assert.IsTrue(PersistentBytes(TinyNetwork.Model, false) < PersistentBytes(TinyNetwork.Model, true));
        }

        private static int PersistentBytes(byte[] bytes, bool prepack)
        {
            ManagedBackend backend = new ManagedBackend { PrepackWeights = prepack };
            backend.Open(Model.Load(ModelSource.FromArray(bytes)));
            return backend.PersistentBytes;
        }
    }
}
