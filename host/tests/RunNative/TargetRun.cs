using TinyInfer;
using TinyInfer.Bench;
using TinyInfer.Compiler.Estimates;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;
using TinyInfer.OpGrids;

namespace RunNative;

/// <summary>The reference networks and all op grids on an emulated core, whole and unit by unit.</summary>
internal sealed class TargetRun(string checkout, NativeTarget target, NativeBackEnd backEnd, Results results)
{
    /// <summary>Libraries on cores that they are not for have no estimate in a file.</summary>
    private bool HasEstimate => backEnd.Library is null || backEnd.HasOwn || target.HasOwn;

    public void Run()
    {
        if (target.Missing() is { } missing)
        {
            results.Skip(target.Name, missing);
            return;
        }

        var build = NativeBuild.ForTests(checkout, target, backEnd);
        CTest.Run(build.Folder, results);
        RunGoldens(build);
        RunGrids(build);
    }

    private void RunGoldens(NativeBuild build)
    {
        IReadOnlyList<BenchModel> goldens;
        try
        {
            goldens = [.. TestedNetworks.Of(checkout).SelectMany(InEveryLayout)];
        }
        catch (BenchException failure)
        {
            results.Skip("goldens", failure.Message);
            return;
        }

        foreach (var golden in goldens)
        {
            Count($"goldens.{golden.Name} {golden.Weights}", () =>
            {
                var report = BenchRun.RunOn(build, golden);
                CompareEstimate(golden, report);
                return report;
            });
        }
    }

    /// <summary>As the network has its weights, and as they are laid out for this core and for one with the most layouts.</summary>
    private IEnumerable<BenchModel> InEveryLayout(BenchModel golden) =>
        new[] { LayoutTarget.Find("cortex-m4"), target.Layouts }.OfType<LayoutTarget>().Distinct()
            .SelectMany(layouts => new[] { golden.LaidOut(layouts, 0), golden.LaidOut(layouts, 150_000) }).OfType<BenchModel>()
            .Prepend(golden);

    /// <summary>What the converter wrote into the file for this back end is what the library asked for here.</summary>
    private void CompareEstimate(BenchModel golden, RunnerReport report)
    {
        if (!HasEstimate)
        {
            return;
        }

        var estimate = target.Name == "cortex-m0" ? OfCortexM0(golden.File) : golden.Description.Memory.FirstOrDefault(memory => memory.BackEnd == report.BackEnd);
        var found = $"scratch {report.ScratchBytes}, persistent {report.PersistentBytes}";
        var expected = $"scratch {estimate?.ScratchBytes}, persistent {estimate?.PersistentBytes}";
        if (found == expected)
        {
            results.Pass();
        }
        else
        {
            results.Fail($"estimates.{golden.Name} {golden.Weights}", $"{report.BackEnd}: the file says {expected}; the library asks for {found}");
        }
    }

    /// <summary>The file's figure for cores without SIMD is that of RV32, which has more registers to compute channels in.</summary>
    private static MemoryDescription OfCortexM0(byte[] file)
    {
        var model = Model.Load(ModelSource.FromArray(file));
        var scratch = SectionTable.Read(file, BitConverter.ToInt32(file, FileHeader.PlanBytes)).Scratch.Start;
        var estimate = new MemoryEstimator(file, model.OpsStart, model.OpCount, scratch).Scalar(pointerBytes: 4, channels: 2);
        return new MemoryDescription(ModelDescription.BackEndName(estimate.BackEnd), estimate.ScratchBytes, estimate.PersistentBytes);
    }

    private void RunGrids(NativeBuild build)
    {
        var folder = Directory.CreateTempSubdirectory("tinyinfer-vectors-");
        try
        {
            foreach (var op in OpGrid.Ops)
            {
                var file = Path.Combine(folder.FullName, $"{op}.vectors");
                VectorFile.Write(file, op);
                Count($"grids.{op}", () => Emulator.Vectors(build, file));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Count(string test, Func<RunnerReport> run)
    {
        try
        {
            var report = run();
            if (report.IsOk)
            {
                results.Pass();
            }
            else
            {
                results.Fail(test, string.Join('\n', report.Problems.Take(3)));
            }
        }
        catch (BenchException failure)
        {
            results.Fail(test, failure.Message);
        }
    }
}
