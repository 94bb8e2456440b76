using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

/// <summary>
/// Models that are read where they lie. run-on-nanoclr makes the assemblies KwsModel, as the tool's pack does, and OddModel,
/// whose model starts at an odd address, and flash with the partitions "model", "empty" and "damaged" and a model at an address.
/// </summary>
[TestClass]
public class FlashTests
{
    /// <summary>Of the model in the flash that the interop of a PC has.</summary>
    internal const uint Address = 0x08001000;

    [TestMethod]
    public void Resource_inPlace_isBitExact()
    {
        Check(Packed());
    }

    [TestMethod]
    public void Partition_inPlace_isBitExact()
    {
        Check(FlashSource.FromPartition("model"));
    }

    [TestMethod]
    public void Address_inPlace_isBitExact()
    {
        Check(FlashSource.FromAddress(Address, 0));
        Check(FlashSource.FromAddress(Address, 65536));
    }

    [TestMethod]
    public void Model_inFlash_tellsWhatAnArrayTells()
    {
        Model inArray = Model.Load(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.kws_model)));
        Model inFlash = Model.Load(Packed());

        Assert.AreEqual(inArray.Name, inFlash.Name);
        Assert.AreEqual(inArray.FileBytes, inFlash.FileBytes);
        Assert.AreEqual(inArray.ArenaBytes, inFlash.ArenaBytes);
        Assert.AreEqual(inArray.OpCount, inFlash.OpCount);
        Assert.AreEqual(inArray.Macs, inFlash.Macs);
        inFlash.Verify();
    }

    [TestMethod]
    public void Resource_atAnOddAddress_isATypedErrorWithTheAlignment()
    {
        TinyInferException refusal = Refusal(FlashSource.FromResource(
            typeof(OddModel.InFlash).Assembly, OddModel.InFlash.BaseName, OddModel.InFlash.Id));

        Assert.AreEqual((int)ErrorCode.Misaligned, (int)refusal.Code);
        Assert.AreEqual(0, refusal.Place);
        Assert.AreEqual(4, refusal.Needed);
    }

    [TestMethod]
    public void Source_ofWhatIsNotThere_isATypedError()
    {
        Assert.AreEqual((int)ErrorCode.NotFound, (int)Refusal(FlashSource.FromResource(typeof(FlashTests).Assembly, "No.Resources", 1)).Code);
        Assert.AreEqual(
            (int)ErrorCode.NotFound,
            (int)Refusal(FlashSource.FromResource(typeof(KwsModel.InFlash).Assembly, KwsModel.InFlash.BaseName, 1)).Code);
        Assert.AreEqual((int)ErrorCode.NotFound, (int)Refusal(FlashSource.FromPartition("other")).Code);
        Assert.AreEqual((int)ErrorCode.NotFlash, (int)Refusal(FlashSource.FromAddress(0x20000000, 0)).Code);
        Assert.AreEqual((int)ErrorCode.NotFlash, (int)Refusal(FlashSource.FromAddress(Address, 100000000)).Code);
    }

    [TestMethod]
    public void Source_ofWhatIsNoModel_isATypedError()
    {
        Assert.AreEqual((int)ErrorCode.BadMagic, (int)Refusal(FlashSource.FromPartition("empty")).Code);
        Assert.AreEqual((int)ErrorCode.BadMagic, (int)Refusal(FlashSource.FromAddress(Address - 0x1000, 0)).Code);
        Assert.AreEqual((int)ErrorCode.Misaligned, (int)Refusal(FlashSource.FromAddress(Address + 2, 0)).Code);
    }

    [TestMethod]
    public void Verify_ofDamagedWeights_notices()
    {
        Model model = Model.Load(FlashSource.FromPartition("damaged"));
        try
        {
            model.Verify();
        }
        catch (TinyInferException refusal)
        {
            Assert.AreEqual((int)ErrorCode.DataChecksum, (int)refusal.Code);
            return;
        }

        Assert.IsTrue(false, "nobody noticed");
    }

    [TestMethod]
    public void ManagedKernels_onAModelInFlash_sayThatTheyCannot()
    {
        try
        {
            new TinyInfer.Interpreter(Model.Load(Packed()));
        }
        catch (TinyInferException refusal)
        {
            Assert.AreEqual((int)ErrorCode.NotInMemory, (int)refusal.Code);
            return;
        }

        Assert.IsTrue(false, "they could");
    }

    internal static ModelSource Packed()
    {
        return FlashSource.FromResource(typeof(KwsModel.InFlash).Assembly, KwsModel.InFlash.BaseName, KwsModel.InFlash.Id);
    }

    private static void Check(ModelSource source)
    {
        GoldenTests.Check(source, Resources.GetBytes(Resources.BinaryResources.kws_inputs), Resources.GetBytes(Resources.BinaryResources.kws_outputs));
    }

    private static TinyInferException Refusal(ModelSource source)
    {
        try
        {
            Model.Load(source);
            return null;
        }
        catch (TinyInferException refusal)
        {
            return refusal;
        }
    }
}
