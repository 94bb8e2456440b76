namespace TinyInfer.Bench;

/// <summary>Which kernels a build has beside the portable ones.</summary>
/// <param name="Name">"portable", "own", "cmsis_nn", "cmsis_nn+own", "esp_nn".</param>
/// <param name="Library">"cmsis_nn", "esp_nn"; null for none.</param>
/// <param name="Folder">A checkout of the library.</param>
/// <param name="HasOwn">Whether our own kernels for the processor's instructions come first, where there are any.</param>
public sealed record NativeBackEnd(string Name, string? Library, string? Folder, bool HasOwn)
{
    public const string CmsisNnVariable = "TINYINFER_CMSIS_NN_ROOT";

    public const string EspNnVariable = "TINYINFER_ESP_NN_ROOT";

    internal const string CmsisNnLibrary = "cmsis_nn";
    internal const string EspNnLibrary = "esp_nn";

    public static NativeBackEnd Portable { get; } = new("portable", null, null, false);

    /// <summary>As a build is without any options.</summary>
    public static NativeBackEnd Own { get; } = new("own", null, null, true);

    public static NativeBackEnd CmsisNn(string folder) => new(CmsisNnLibrary, CmsisNnLibrary, Path.GetFullPath(folder), false);

    /// <summary>As a build is with CMSIS_NN_ROOT and without other options.</summary>
    public static NativeBackEnd CmsisNnAndOwn(string folder) => new($"{CmsisNnLibrary}+own", CmsisNnLibrary, Path.GetFullPath(folder), true);

    public static NativeBackEnd EspNn(string folder) => new(EspNnLibrary, EspNnLibrary, Path.GetFullPath(folder), false);

    /// <summary>Whether this makes a build of its own for a target. ESP-NN runs here as the generic C that an ESP32-C3 takes.</summary>
    public bool Serves(NativeTarget target) => (!HasOwn || target.HasOwn) && Library switch
    {
        CmsisNnLibrary => target.IsArm,
        EspNnLibrary => !target.IsArm,
        _ => true,
    };

    /// <summary>Whether a build has our kernels and no library: the best of ours for a target.</summary>
    public bool IsOwnFor(NativeTarget target) => Library is null && HasOwn == target.HasOwn;

    /// <summary>CMake's variables; a build folder that had others forgets them.</summary>
    internal IEnumerable<string> Definitions() =>
    [
        $"-DTINYINFER_PORTABLE={(HasOwn ? "OFF" : "ON")}",
        $"-DCMSIS_NN_ROOT={(Library == CmsisNnLibrary ? Folder : "")}",
        $"-DESP_NN_ROOT={(Library == EspNnLibrary ? Folder : "")}",
    ];
}
