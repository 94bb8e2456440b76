using nanoFramework.TestFramework;
using TinyInfer;

/// <summary>
/// Real networks, sample by sample, against the answers of TensorFlow Lite Micro's reference kernels. The resources are
/// put in by run-on-nanoclr.
/// </summary>
[TestClass]
public class GoldenTests
{
    [TestMethod]
    public void HelloWorld_everySample_equalsReference()
    {
        Check(GoldenResource.hello_world_model, GoldenResource.hello_world_inputs, GoldenResource.hello_world_outputs);
    }

    [TestMethod]
    public void MicroSpeech_everySample_equalsReference()
    {
        Check(GoldenResource.micro_speech_model, GoldenResource.micro_speech_inputs, GoldenResource.micro_speech_outputs);
    }

    [TestMethod]
    public void Ad01_everySample_equalsReference()
    {
        Check(GoldenResource.ad01_model, GoldenResource.ad01_inputs, GoldenResource.ad01_outputs);
    }

    [TestMethod]
    public void Kws_everySample_equalsReference()
    {
        Check(GoldenResource.kws_model, GoldenResource.kws_inputs, GoldenResource.kws_outputs);
    }

    private static void Check(GoldenResource modelId, GoldenResource inputsId, GoldenResource outputsId)
    {
        byte[] inputs = Goldens.Load(inputsId);
        byte[] outputs = Goldens.Load(outputsId);
        Model model = Model.Load(ModelSource.FromArray(Goldens.Load(modelId)));
        model.Verify();
        using (Interpreter interpreter = new Interpreter(model))
        {
            Tensor input = interpreter.Input(0);
            Tensor output = interpreter.Output(0);
            int samples = inputs.Length / input.ElementCount;
            Assert.AreEqual(outputs.Length, samples * output.ElementCount);
            for (int sample = 0; sample < samples; sample++)
            {
                for (int i = 0; i < input.ElementCount; i++)
                {
                    input.WriteInt8(i, (sbyte)inputs[sample * input.ElementCount + i]);
                }

                interpreter.Invoke();
                for (int i = 0; i < output.ElementCount; i++)
                {
                    int expected = (sbyte)outputs[sample * output.ElementCount + i];
                    Assert.AreEqual(expected, (int)output.ReadInt8(i), $"sample {sample}, element {i}");
                }
            }
        }
    }
}
