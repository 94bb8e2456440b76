using TinyInfer.Bench;
using TinyInfer.OpGrids;

namespace RunNative;

/// <summary>
/// native-interop's own tests and the reference vectors on this machine, under AddressSanitizer and
/// UndefinedBehaviorSanitizer.
/// </summary>
internal sealed class HostRun(string checkout, Results results)
{
    private const string Preset = "host-asan";
    private const string MutationRounds = "100000";
    private const string MutationSeed = "1";

    private readonly string _folder = Path.Combine(checkout, "artifacts", "native", Preset);

    public void Run()
    {
        if (NativeTarget.Missing(NativeTarget.CMake, NativeTarget.HostCompiler) is { } missing)
        {
            results.Skip(Preset, missing);
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            results.Skip(Preset, "the sanitisers are GCC's and Clang's: run this on Linux or macOS");
            return;
        }

        CMake(["--preset", Preset]);
        CMake(["--build", "--preset", Preset, "--parallel", $"{Environment.ProcessorCount}"]);
        CTest.Run(_folder, results);

        var folder = Directory.CreateTempSubdirectory("tinyinfer-native-");
        try
        {
            RunOnGrids(folder.FullName);
            RunOnGoldens(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void RunOnGrids(string folder)
    {
        foreach (var op in OpGrid.Ops)
        {
            var file = Path.Combine(folder, $"{op}.vectors");
            VectorFile.Write(file, op);
            RunTest($"vectors_test.{op}", "vectors_test", file);
        }
    }

    private void RunOnGoldens(string folder)
    {
        IReadOnlyList<BenchModel> goldens;
        try
        {
            goldens = TestedNetworks.Of(checkout);
        }
        catch (BenchException failure)
        {
            results.Skip("goldens", failure.Message);
            return;
        }

        var models = goldens.ToDictionary(golden => golden.Name, golden => Path.Combine(folder, $"{golden.Name}.tinf"));
        foreach (var golden in goldens)
        {
            var vectors = Path.Combine(folder, $"{golden.Name}.vectors");
            VectorFile.Write(vectors, [golden]);
            RunTest($"vectors_test.{golden.Name}", "vectors_test", vectors);
            File.WriteAllBytes(models[golden.Name], golden.File);
        }

        // The first op of the one is a CONV_2D; damage to a large one is damage to weights alone.
        RunTest("abi_test", "abi_test", models["kws"]);
        RunTest("models_test", "models_test", models["kws"], Directory.CreateDirectory(Path.Combine(folder, "flash")).FullName);
        RunTest("mutation_test", "mutation_test", [MutationRounds, MutationSeed, .. models.Where(model => model.Key != "ad01").Select(model => model.Value)]);
    }

    private void RunTest(string name, string program, params string[] arguments)
    {
        var run = NativeProcess.Run(_folder, Path.Combine(_folder, program), arguments);
        if (run.ExitCode == 0)
        {
            results.Pass();
        }
        else
        {
            results.Fail(name, $"{(run.ExitCode is { } code ? $"exit code {code}" : "did not end")}:\n{run.LastLines(10)}");
        }
    }

    private void CMake(string[] arguments)
    {
        var run = NativeProcess.Run(Path.Combine(checkout, "native-interop"), NativeTarget.CMake, arguments);
        if (run.ExitCode != 0)
        {
            throw new BenchException($"{Preset}: native-interop does not build:\n{run.LastLines(15)}");
        }
    }
}
