using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Bench;
using TinyInfer.Compiler.Layouts;
using TinyInfer.NativeHost;
using TinyInfer.Testing;

namespace TinyInfer.Native.Tests.Networks;

/// <summary>The networks that the benchmark makes: the managed kernels say what they give, and the library gives it in every layout.</summary>
[TestClass]
public sealed class GeneratedNetworkTests
{
    [TestMethod]
    public void Generated_forEachTarget_givesWhatTheManagedKernelsSay()
    {
        NativeFiles.RequireLibrary();
        var models = BenchModel.Generated();

        Assert.HasCount(7, models);
        foreach (var model in models)
        {
            var layouts = new HashSet<string>();
            foreach (var variant in LayoutTarget.All.SelectMany(target => new[] { model.LaidOut(target, 0), model.LaidOut(target, 1_000), model.LaidOut(target, 150_000) }).Prepend(model))
            {
                layouts.UnionWith(variant.Description.Ops.Select(op => op.Layout?.Name).OfType<string>());
                CollectionAssert.AreEqual(variant.Outputs, Run(variant), $"{variant.Name}, {variant.Description.Target}, {variant.Weights}");
            }

            Assert.IsGreaterThan(model.Name == "squeeze_copied" ? 0 : 2, layouts.Count, $"{model.Name}: layouts that were tried");
        }
    }

    /// <summary>Answers are no constants: a network that saturates would hide what differs.</summary>
    [TestMethod]
    public void Generated_answers_vary()
    {
        foreach (var model in BenchModel.Generated())
        {
            Assert.IsGreaterThan(2, model.Outputs.Distinct().Count(), model.Name);
        }
    }

    [TestMethod]
    public void Generated_squeezeWithCopies_answersAsWithout()
    {
        var models = BenchModel.Generated();
        var (joint, copied) = (models.Single(model => model.Name == "squeeze"), models.Single(model => model.Name == "squeeze_copied"));

        CollectionAssert.AreEqual(copied.Outputs, joint.Outputs);
        Assert.AreEqual((8, 0), (Count(joint, OpCode.Conv2DPart), Count(joint, OpCode.StridedCopy)));
        Assert.AreEqual((0, 8), (Count(copied, OpCode.Conv2DPart), Count(copied, OpCode.StridedCopy)));
    }

    private static int Count(BenchModel model, OpCode code) => model.Description.Ops.Count(op => op.Code == code);

    private static byte[] Run(BenchModel model)
    {
        var backend = new HostNativeBackend();
        using var interpreter = new Interpreter(Model.Load(ModelSource.FromArray(model.File)), backend);
        var (input, output) = (model.Description.Inputs.Single().Arena, model.Description.Outputs.Single().Arena);
        var outputs = new byte[model.Outputs.Length];
        for (var sample = 0; sample < model.Inputs.Length / input.Bytes; sample++)
        {
            backend.Write(input.Start, (sbyte[])(Array)model.Inputs, sample * input.Bytes, input.Bytes);
            interpreter.Invoke();
            backend.Read(output.Start, (sbyte[])(Array)outputs, sample * output.Bytes, output.Bytes);
        }

        return outputs;
    }
}
