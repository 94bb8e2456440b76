using System.Text.Json;
using System.Text.RegularExpressions;
using TinyInfer.Bench;

namespace RunNative;

/// <summary>
/// What a firmware's build makes of native-interop/cmake/FindINTEROP-TinyInfer.Native.cmake: configured by a stand-in for
/// nf-interpreter's CMake (native-interop/tests/firmware) and built with the firmware's flags.
/// </summary>
internal sealed partial class FirmwareRun(string checkout, Results results)
{
    private const string Versions = "TinyInfer.Native,1.0.0.0,0x1D598ED1";

    /// <summary>nanoFramework's series, the folder of our own kernels for it, the compiler and its flags for it, and what is configured beside.</summary>
    private static readonly (string Series, string Own, string Compiler, string Flags, string Beside)[] _targets =
    [
        ("STM32F4xx", "dsp", "arm-none-eabi-", "-mthumb;-mcpu=cortex-m4;-mfloat-abi=softfp;-mfpu=fpv4-sp-d16", ""),
        ("STM32F7xx", "dsp", "arm-none-eabi-", "-mthumb;-mcpu=cortex-m7;-mfloat-abi=softfp;-mfpu=fpv5-sp-d16", ""),
        ("RP2040", "", "arm-none-eabi-", "-mthumb;-mcpu=cortex-m0plus", "-DTINYINFER_OPS=CONV_2D;FULLY_CONNECTED"),
        ("RP2350", "dsp", "arm-none-eabi-", "-mthumb;-mcpu=cortex-m33;-mfloat-abi=softfp;-mfpu=fpv5-sp-d16", ""),
        ("ESP32_C3", "rv32", "riscv64-unknown-elf-", "-march=rv32imc;-mabi=ilp32;--specs=picolibc.specs", ""),
    ];

    public void Run()
    {
        if (NativeTarget.Missing(NativeTarget.CMake, "ninja", "arm-none-eabi-g++", "riscv64-unknown-elf-g++") is { } missing)
        {
            results.Skip("firmware", missing);
            return;
        }

        foreach (var target in _targets)
        {
            Run(target.Series, target);
        }

        RunWithLibrary("TINYINFER_CMSIS_NN_ROOT", "CMSIS_NN_ROOT", _targets[0]);
        RunWithLibrary("TINYINFER_ESP_NN_ROOT", "ESP_NN_ROOT", _targets[^1]);
    }

    private void RunWithLibrary(string variable, string option, (string Series, string Own, string Compiler, string Flags, string Beside) target)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder)
        {
            Run($"{target.Series} with {option}", target with { Beside = $"-D{option}={folder}" });
        }
    }

    private void Run(string name, (string Series, string Own, string Compiler, string Flags, string Beside) target)
    {
        var (series, own, compiler, flags, beside) = target;
        var folder = Directory.CreateTempSubdirectory("tinyinfer-firmware-");
        try
        {
            string[] configure =
            [
                "-S", Path.Combine(checkout, "native-interop", "tests", "firmware"), "-B", folder.FullName, "-G", "Ninja",
                "-DCMAKE_SYSTEM_NAME=Generic", "-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY", "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                $"-DCMAKE_C_COMPILER={compiler}gcc", $"-DCMAKE_CXX_COMPILER={compiler}g++", $"-DCMAKE_ASM_COMPILER={compiler}gcc",
                "-DNF_INTEROP_ASSEMBLIES=TinyInfer.Native", $"-DTARGET_SERIES={series}", $"-DFIRMWARE_CPU_FLAGS={flags}",
                .. beside.Length > 0 ? new[] { beside } : [],
            ];
            if (Passes($"{name}: configures", configure) && Passes($"{name}: builds", ["--build", folder.FullName]))
            {
                Expect($"{name}: version", Versions, File.ReadAllText(Path.Combine(folder.FullName, "native_assemblies.csv")));
                Expect($"{name}: our own kernels", own, string.Join(' ', OwnKernels(folder.FullName)));
                Expect($"{name}: sources that are not built with -O2", string.Join(' ', ForSize(own)), string.Join(' ', BuiltForSize(folder.FullName)));
                Expect($"{name}: sources that the linker compiles anew", "", string.Join(' ', BuiltByLinker(folder.FullName)));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private bool Passes(string test, string[] arguments)
    {
        var run = NativeProcess.Run(checkout, NativeTarget.CMake, arguments);
        if (run.ExitCode == 0)
        {
            results.Pass();
            return true;
        }

        results.Fail(test, run.LastLines(10));
        return false;
    }

    private void Expect(string test, string expected, string found)
    {
        if (expected == found)
        {
            results.Pass();
        }
        else
        {
            results.Fail(test, $"expected '{expected}', found '{found}'");
        }
    }

    /// <summary>Folders of kernels for a kind of processor of which sources are built.</summary>
    private static IEnumerable<string> OwnKernels(string folder)
    {
        using var commands = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "compile_commands.json")));
        var folders = commands.RootElement.EnumerateArray().Select(command => Path.GetDirectoryName(command.GetProperty("file").GetString()!)!);
        return [.. folders.Where(source => Path.GetFileName(Path.GetDirectoryName(source)) == "kernels").Select(source => Path.GetFileName(source)!).Distinct()];
    }

    /// <summary>What native-interop's own build compiles for size.</summary>
    private IEnumerable<string> ForSize(string own)
    {
        var list = File.ReadAllText(Path.Combine(checkout, "native-interop", "cmake", "compiled_for_size.cmake")).Split("if(TI_DSP");
        return SourceNames().Matches(own == "dsp" ? string.Concat(list) : list[0]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
    }

    /// <summary>C sources whose last -O is not -O2.</summary>
    private static IEnumerable<string> BuiltForSize(string folder) =>
        Sources(folder, options => options.Last(option => option.StartsWith("-O", StringComparison.Ordinal)) != "-O2");

    private static IEnumerable<string> BuiltByLinker(string folder) =>
        Sources(folder, options => options.Last(option => option.EndsWith("lto", StringComparison.Ordinal)) != "-fno-lto");

    /// <summary>C sources by their options.</summary>
    private static IEnumerable<string> Sources(string folder, Predicate<string[]> are)
    {
        using var commands = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "compile_commands.json")));
        return
        [
            .. from command in commands.RootElement.EnumerateArray()
               let source = command.GetProperty("file").GetString()!
               where source.EndsWith(".c", StringComparison.Ordinal) && are(command.GetProperty("command").GetString()!.Split(' '))
               orderby Path.GetFileName(source)
               select Path.GetFileName(source),
        ];
    }

    [GeneratedRegex(@"(?:core|kernels)/(?:\w+/)?(\w+\.c)")]
    private static partial Regex SourceNames();
}
