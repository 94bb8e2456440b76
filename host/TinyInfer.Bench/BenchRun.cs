namespace TinyInfer.Bench;

/// <summary>Measures models on targets with back ends.</summary>
public sealed class BenchRun(string checkout, IReadOnlyList<BenchModel> models)
{
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
                _report.Results.Add(Measure(target, backEnd, models[i]));
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
            target.Name, backEnd.Name, model.Name, model.Description.File.Macs, report.Instructions, report.TensorBytes + report.ScratchBytes,
            report.ScratchBytes, report.PersistentBytes, report.StackBytes, LinkerMap.CodeBytes(build), [.. report.Ops]);
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
