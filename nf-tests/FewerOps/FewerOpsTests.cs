using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

/// <summary>A firmware whose kernels were built without some ops: those run managed and are listed, the others native, the bytes are the same.</summary>
[TestClass]
public class FewerOpsTests
{
    [TestMethod]
    public void Kws_fromAnArray_isBitExactAndListsWhatIsLacking()
    {
        Check(ModelSource.FromArray(Resources.GetBytes(Resources.BinaryResources.kws_model)));
    }

    [TestMethod]
    public void Kws_inFlash_isBitExactAndListsWhatIsLacking()
    {
        Check(FlashSource.FromResource(typeof(KwsModel.InFlash).Assembly, KwsModel.InFlash.BaseName, KwsModel.InFlash.Id));
    }

    private static void Check(ModelSource source)
    {
        NativeBackend backend = new NativeBackend();
        Model model = Model.Load(source);
        using (TinyInfer.Interpreter interpreter = new TinyInfer.Interpreter(model, backend))
        {
            Assert.IsTrue(interpreter.ManagedOps.Length > 0, "this firmware lacks no op of kws");
            Assert.IsTrue(interpreter.ManagedOps.Length < model.OpCount, "this firmware has no op of kws");
            string list = "";
            foreach (OpCode op in interpreter.ManagedOps)
            {
                Assert.IsFalse(backend.Supports(op));
                list += " " + op.ToString();
            }

            System.Console.WriteLine($"Figure: of kws's {model.OpCount} ops these run managed, opcodes:{list}");
        }

        GoldenTests.Check(source, Resources.GetBytes(Resources.BinaryResources.kws_inputs), Resources.GetBytes(Resources.BinaryResources.kws_outputs));
    }
}
