namespace TinyInfer.Bench;

/// <summary>Whose kernels a build prefers.</summary>
/// <param name="Name">"portable", "cmsis_nn", "esp_nn": a path's name in a report, but for the first.</param>
/// <param name="Folder">A checkout of the library; null where none is needed.</param>
public sealed record NativeBackEnd(string Name, string? Folder)
{
    public const string CmsisNnVariable = "TINYINFER_CMSIS_NN_ROOT";

    public const string EspNnVariable = "TINYINFER_ESP_NN_ROOT";

    private const string CmsisNnName = "cmsis_nn";
    private const string EspNnName = "esp_nn";

    public static NativeBackEnd Portable { get; } = new("portable", null);

    public static NativeBackEnd CmsisNn(string folder) => new(CmsisNnName, Path.GetFullPath(folder));

    public static NativeBackEnd EspNn(string folder) => new(EspNnName, Path.GetFullPath(folder));

    /// <summary>Whether this library has code for a target: CMSIS-NN's is for Cortex-M, ESP-NN's runs here as the generic C that an ESP32-C3 takes.</summary>
    public bool Serves(NativeTarget target) => Name switch
    {
        CmsisNnName => target.IsArm,
        EspNnName => !target.IsArm,
        _ => true,
    };

    /// <summary>CMake's variables; a build folder that had others forgets them.</summary>
    internal IEnumerable<string> Definitions() =>
    [
        $"-DCMSIS_NN_ROOT={(Name == CmsisNnName ? Folder : "")}",
        $"-DESP_NN_ROOT={(Name == EspNnName ? Folder : "")}",
    ];
}
