using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Bench;

/// <summary>An emulated core that native-interop has a preset for.</summary>
/// <param name="Name">The preset's name.</param>
public sealed record NativeTarget(string Name, string Compiler, string Emulator)
{
    public const string CMake = "cmake";

    /// <summary>What CMake calls the compiler of this machine where nothing else is set.</summary>
    public const string HostCompiler = "cc";

    private const string Arm = "arm-none-eabi-gcc";
    private const string ArmEmulator = "qemu-system-arm";

    private static readonly Dictionary<string, string> _packages = new()
    {
        [CMake] = "cmake",
        [HostCompiler] = "gcc",
        [Arm] = "gcc-arm-none-eabi libnewlib-arm-none-eabi",
        [ArmEmulator] = "qemu-system-arm",
        ["riscv64-unknown-elf-gcc"] = "gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf",
        ["qemu-system-riscv32"] = "qemu-system-misc",
    };

    public static IReadOnlyList<NativeTarget> All { get; } =
    [
        new("cortex-m0", Arm, ArmEmulator),
        new("cortex-m4", Arm, ArmEmulator),
        new("cortex-m7", Arm, ArmEmulator),
        new("cortex-m33", Arm, ArmEmulator),
        new("cortex-m55", Arm, ArmEmulator),
        new("riscv32", "riscv64-unknown-elf-gcc", "qemu-system-riscv32"),
    ];

    /// <summary>What 'convert --target' calls it; null for a core that it does not know.</summary>
    public LayoutTarget? Layouts => LayoutTarget.Find(Name == "riscv32" ? "rv32" : Name);

    public bool IsArm => Compiler == Arm;

    /// <summary>Whether there are kernels of ours for its instructions: DSP, MVE, RV32.</summary>
    public bool HasOwn => Name != "cortex-m0";

    /// <summary>What has to be installed before this target can be built and run; null if all is there.</summary>
    public string? Missing() => Missing(CMake, Compiler, Emulator);

    /// <summary>A sentence about commands that are not on the PATH; null if all are.</summary>
    public static string? Missing(params string[] commands)
    {
        var missing = commands.Where(command => !NativeProcess.Exists(command)).ToList();
        return missing.Count == 0
            ? null
            : $"{string.Join(" and ", missing.Select(command => $"'{command}'"))} {(missing.Count == 1 ? "is" : "are")} not on the PATH; "
                + $"install {(missing.Count == 1 ? "it" : "them")}, on Debian or Ubuntu: apt-get install {string.Join(' ', missing.Select(command => _packages[command]))}";
    }
}
