namespace TinyInfer.Bench;

/// <summary>Measures models on targets with back ends.</summary>
public sealed class BenchRun(string checkout, IReadOnlyList<BenchModel> models)
{
    /// <summary>Bytes of flash that layouts may take.</summary>
    private static readonly long[] _flashBudgets = [0, 150_000];

    private readonly BenchReport _report = new() { Kernels = KernelSources.Hash(checkout) };

    /// <param name="backEnds">The portable kernels, and the libraries that the person has.</param>
    /// <param name="progress">Gets the fraction that is done.</param>
    /// <exception cref="BenchException">A build or a run failed.</exception>
    public BenchReport Run(IReadOnlyList<NativeTarget> targets, IReadOnlyList<NativeBackEnd> backEnds, IProgress<double> progress)
    {
        var missing = targets.Select(target => (Target: target, Sentence: target.Missing())).Where(target => target.Sentence is not null).ToList();
        _report.NotRun.AddRange(missing.Select(target => $"{target.Target.Name}: {target.Sentence}."));
        var runs = (from target in targets.Except(missing.Select(target => target.Target))
                    from backEnd in backEnds
                    where backEnd.Serves(target)
                    select (target, backEnd)).ToList();

        foreach (var (index, (target, backEnd)) in runs.Index())
        {
            for (var i = 0; i < models.Count; i++)
            {
                _report.Results.AddRange(Variants(target, backEnd, models[i]).Select(model => Measure(target, backEnd, model)));
                progress.Report((index + (i + 1.0) / (models.Count + 1)) / runs.Count);
            }

            var ofModels = LinkerMap.CodeBytes(NativeBuild.ForBench(checkout, target, backEnd, models.SelectMany(model => model.Ops).Distinct().Order()));
            var ofAll = LinkerMap.CodeBytes(NativeBuild.ForBench(checkout, target, backEnd));
            _report.Code.Add(new CodeResult(target.Name, backEnd.Name, ofModels, ofAll));
        }

        _report.Versions.AddRange(runs.Select(run => run.target.Emulator).Distinct().Select(ToolVersions.Emulator).Distinct());
        _report.Versions.AddRange(runs.Select(run => run.backEnd).Select(ToolVersions.Library).OfType<string>().Distinct());
        return _report;
    }

    /// <summary>As the network has its weights; and with our kernels also laid out for the target, without and with flash to spend.</summary>
    private static IEnumerable<BenchModel> Variants(NativeTarget target, NativeBackEnd backEnd, BenchModel model)
    {
        yield return model;
        var layouts = "";
        foreach (var budget in backEnd.IsOwnFor(target) && target.Layouts is not null ? _flashBudgets : [])
        {
            // More flash may buy nothing more.
            if (model.LaidOut(target.Layouts!, budget) is { } laidOut && string.Join(' ', laidOut.Description.Ops.Select(op => op.Layout?.Name)) is var found && found != layouts)
            {
                layouts = found;
                yield return laidOut;
            }
        }
    }

    private BenchResult Measure(NativeTarget target, NativeBackEnd backEnd, BenchModel model)
    {
        var build = NativeBuild.ForBench(checkout, target, backEnd, model.Ops);
        var report = RunOn(build, model);
        if (!report.IsOk)
        {
            throw new BenchException($"{target.Name}, {backEnd.Name}, {model.Name}: not bit-exact:\n{string.Join('\n', report.Problems.Take(5))}");
        }

        var compiler = ToolVersions.Compiler(target, report.Compiler);
        if (!_report.Versions.Contains(compiler))
        {
            _report.Versions.Add(compiler);
        }

        return new BenchResult(
            target.Name, backEnd.Name, model.Name, model.IsGenerated, model.Weights, model.File.Length, model.Description.File.Macs, report.Instructions,
            report.TensorBytes + report.ScratchBytes, report.ScratchBytes, report.PersistentBytes, report.StackBytes, LinkerMap.CodeBytes(build),
            [.. model.Description.Ops.Zip(report.Ops, OpResult.Of)]);
    }

    /// <summary>The runner reads files.</summary>
    public static RunnerReport RunOn(NativeBuild build, BenchModel model)
    {
        var folder = Directory.CreateTempSubdirectory("tinyinfer-bench-");
        try
        {
            string Add(string name, byte[] bytes)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllBytes(path, bytes);
                return path;
            }

            return Emulator.Bench(build, Add("model.tinf", model.File), Add("inputs.bin", model.Inputs), Add("outputs.bin", model.Outputs));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
