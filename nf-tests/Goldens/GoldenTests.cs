using nanoFramework.TestFramework;
using TinyInfer;
using TinyInfer.Goldens;

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
        Check(Resources.BinaryResources.hello_world_model, Resources.BinaryResources.hello_world_inputs, Resources.BinaryResources.hello_world_outputs);
    }

    [TestMethod]
    public void MicroSpeech_everySample_equalsReference()
    {
        Check(Resources.BinaryResources.micro_speech_model, Resources.BinaryResources.micro_speech_inputs, Resources.BinaryResources.micro_speech_outputs);
    }

    [TestMethod]
    public void Ad01_everySample_equalsReference()
    {
        Check(Resources.BinaryResources.ad01_model, Resources.BinaryResources.ad01_inputs, Resources.BinaryResources.ad01_outputs);
    }

    [TestMethod]
    public void Kws_everySample_equalsReference()
    {
        Check(Resources.BinaryResources.kws_model, Resources.BinaryResources.kws_inputs, Resources.BinaryResources.kws_outputs);
    }

    internal static void Check(Resources.BinaryResources modelId, Resources.BinaryResources inputsId, Resources.BinaryResources outputsId)
    {
        Check(ModelSource.FromArray(Resources.GetBytes(modelId)), Resources.GetBytes(inputsId), Resources.GetBytes(outputsId));
    }

    internal static void Check(ModelSource source, byte[] inputs, byte[] outputs)
    {
        Model model = Model.Load(source);
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
