using TinyInfer.Compiler.Tests.Goldens;
using TinyInfer.OpGrids;

namespace TinyInfer.Compiler.Tests.Grids;

/// <summary>Every case of every op's grid, against what TensorFlow Lite Micro's reference kernels answered.</summary>
[TestClass]
public sealed class OpGridTests
{
    public static IEnumerable<object[]> Ops => OpGrid.Ops.Select(op => new object[] { op });

    [TestMethod]
    [DynamicData(nameof(Ops))]
    public void Grid_every_case_is_bit_exact(string op)
    {
        var expected = Expected.Load(op);
        var cases = OpGrid.Cases(op).ToArray();
        Assert.IsGreaterThanOrEqualTo(OpGrid.LeastCases, cases.Length);
        Assert.HasCount(cases.Length, expected);

        var failures = cases.Zip(expected).SelectMany(pair => Failures(pair.First, pair.Second)).ToArray();

        Assert.IsEmpty(failures, string.Join(Environment.NewLine, failures.Take(20)));
    }

    [TestMethod]
    [DataRow(int.MaxValue)]
    [DataRow(1)]
    public void Grid_every_convolution_among_the_channels_of_another_tensor_is_bit_exact(int maxMacs)
    {
        var failures = new List<string>();
        foreach (var gridCase in OpGrid.Cases("CONV_2D"))
        {
            // Which are right: that is the test above.
            var part = PartialConvolution.Of(gridCase, GridRun.Outputs(gridCase, new ManagedBackend(), int.MaxValue));
            if (!GridRun.Outputs(part.File, gridCase.Input, new ManagedBackend(), maxMacs).SequenceEqual(part.Outputs))
            {
                failures.Add($"{gridCase.Name} {gridCase.Description}");
            }
        }

        Assert.IsEmpty(failures, string.Join(Environment.NewLine, failures.Take(20)));
    }

    private static IEnumerable<string> Failures(GridCase gridCase, Expected expected)
    {
        Assert.AreEqual(expected.Index, gridCase.Index);
        if (Checksum.Of(gridCase.Model) != expected.ModelCrc || Checksum.Of(gridCase.Input) != expected.InputCrc)
        {
            yield return $"{gridCase.Name} {gridCase.Description}: not the model and input that the answer was recorded for";
            yield break;
        }

        foreach (var maxMacs in new[] { int.MaxValue, 1 })
        {
            string? failure = null;
            try
            {
                if (Checksum.Of(GridRun.Outputs(gridCase, new ManagedBackend(), maxMacs)) != expected.OutputCrc)
                {
                    failure = "another output";
                }
            }
            catch (Exception exception) when (exception is UnsupportedModelException or ModelFormatException or TinyInferException)
            {
                failure = exception is TinyInferException { } error ? $"{error.Code} at {error.Place}" : exception.Message;
            }

            if (failure is not null)
            {
                yield return $"{gridCase.Name} {gridCase.Description}, Invoke({maxMacs}): {failure}";
            }
        }
    }
}
