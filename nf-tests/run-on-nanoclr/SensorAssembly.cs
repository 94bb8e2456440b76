namespace TinyInfer.RunOnNanoClr;

/// <summary>Minutes of a recording through the simulated sensor, with the sensors' own sources, as a device test assembly.</summary>
internal static class SensorAssembly
{
    private const string Project = "nf-tests/TinyInfer.Sensors.UnitTests/TinyInfer.Sensors.UnitTests.nfproj";
    private const string Recording = "imu_har_wrist_geotec";

    /// <summary>A minute of six channels at 100 Hz, which goes round.</summary>
    private const int Bytes = 2 * 6 * 6000;

    /// <summary>What the endurance runs with.</summary>
    private static readonly string[] _helpers = ["SimulatedImu.cs", "ImuEndurance.cs"];

    public static DeviceAssembly Build(DeviceCompiler compiler, NanoTools tools, string root, string data, IEnumerable<string> references)
    {
        var resources = new DeviceResources("TinyInfer.SensorGoldens");
        resources.Add("imu", DataFolder.Read(data, Recording, Bytes));
        var sensors = Path.Combine(root, "nf-src", "TinyInfer.Sensors") + Path.DirectorySeparatorChar;
        var sources = DeviceProject.Load(Path.Combine(root, Project)).Sources
            .Where(source => source.StartsWith(sensors, StringComparison.Ordinal) || _helpers.Contains(Path.GetFileName(source)))
            .Concat(Directory.GetFiles(Path.Combine(root, "nf-tests", "SensorGoldens"), "*.cs").Order(StringComparer.Ordinal))
            .Select(DeviceCompiler.Parse)
            .Append(DeviceCompiler.ParseText(resources.Designer()));
        return compiler.Compile(
            "NFUnitTest",
            isExecutable: false,
            sources,
            [tools.Reference("mscorlib"), tools.Reference("nanoFramework.TestFramework"), .. references],
            [resources.Manifest()]);
    }
}
