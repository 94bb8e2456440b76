using TinyInfer.RunOnNanoClr;

if (args is not ([] or ["native"] or ["benchmarks"] or ["ops", _, ..]))
{
    Console.Error.WriteLine($"'{string.Join(' ', args)}' is unknown. No argument: run all tests. native: those of TinyInfer.Native alone. benchmarks: run nf-tests/Benchmarks. ops MODEL.tinf...: time each op.");
    return 2;
}

NanoTools? tools;
try
{
    tools = NanoTools.FromEnvironment(Environment.GetEnvironmentVariable);
    if (tools is null)
    {
        Console.Error.WriteLine(NanoTools.HowToSet);
        return 2;
    }
}
catch (NanoToolsException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

var output = Directory.CreateTempSubdirectory("tinyinfer-nano-");
try
{
    if (args is ["benchmarks"])
    {
        return Benchmarks.Run(tools, output.FullName) ? 0 : 1;
    }

    if (args is ["ops", .. var models])
    {
        return OpTimes.Run(tools, output.FullName, models) ? 0 : 1;
    }

    var results = args is ["native"] ? NativeRun.RunAll(tools, output.FullName) : DeviceRun.RunAll(tools, output.FullName);
    foreach (var result in results.Where(result => result.Verdict != Verdict.Passed))
    {
        Console.WriteLine($"{result.Verdict}: {result.Name}: {result.Message}");
    }

    int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
    Console.WriteLine($"{Count(Verdict.Passed)} passed, {Count(Verdict.Failed)} failed, {Count(Verdict.Skipped)} skipped");
    return Count(Verdict.Failed) == 0 && Count(Verdict.Passed) > 0 ? 0 : 1;
}
catch (NanoToolsException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.WriteLine($"Failed: before the run: {exception.Message.Split('\n')[0].TrimEnd()}");
    Console.WriteLine("0 passed, 1 failed, 0 skipped");
    return 1;
}
finally
{
    output.Delete(recursive: true);
}
