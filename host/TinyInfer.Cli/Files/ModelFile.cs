using TinyInfer.Compiler;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Quantizing;

namespace TinyInfer.Cli.Files;

/// <summary>A .tinf file, whole and checked, data included.</summary>
/// <param name="Path">As the person gave it.</param>
/// <param name="SourceBytes">Bytes of the .tflite file that it was converted from in memory; null if it was read as it is.</param>
internal sealed record ModelFile(string Path, byte[] Bytes, ModelDescription Description, int? SourceBytes)
{
    private static ReadOnlySpan<byte> TinfMagic => "TINF"u8;

    /// <summary>Every .tflite file that names its format has this at <see cref="TfliteMagicStart"/>.</summary>
    private static ReadOnlySpan<byte> TfliteMagic => "TFL3"u8;

    private const int TfliteMagicStart = 4;

    public static ModelFile Load(string path)
    {
        var bytes = InputFile.ReadAllBytes(path, "model");
        if (IsTflite(bytes))
        {
            throw new ToolException(
                ExitCode.BadModel, $"model file '{path}' is a .tflite file, expected a .tinf file; convert it first: tinyinfer convert {path} -o {System.IO.Path.ChangeExtension(path, ".tinf")}");
        }

        return Check(path, bytes, sourceBytes: null);
    }

    /// <summary>Takes a .tflite file too, which is converted in memory.</summary>
    public static ModelFile LoadOrConvert(string path)
    {
        var bytes = InputFile.ReadAllBytes(path, "model");
        var isTinf = bytes.AsSpan().StartsWith(TinfMagic) || HasTinfName(path);
        return isTinf && !IsTflite(bytes)
            ? Check(path, bytes, sourceBytes: null)
            : Convert(path, bytes, new ConvertOptions { Name = System.IO.Path.GetFileNameWithoutExtension(path) });
    }

    /// <param name="options">All but the origin, which is the file's name.</param>
    public static ModelFile Convert(string path, byte[] source, ConvertOptions options) => ConvertAndExplain(path, source, options).Model;

    /// <summary>The same, and what became of the network on the way.</summary>
    public static (ModelFile Model, Conversion Conversion) ConvertAndExplain(string path, byte[] source, ConvertOptions options)
    {
        try
        {
            var conversion = ModelConverter.ConvertAndExplain(source, options with { Origin = System.IO.Path.GetFileName(path) });
            return (Check(path, conversion.Bytes, source.Length), conversion);
        }
        catch (BadDataException failure)
        {
            throw new ToolException(ExitCode.Usage, $"{failure.Message}.");
        }
        catch (ModelFormatException failure)
        {
            throw new ToolException(ExitCode.BadModel, $"model file '{path}': {failure.Message}");
        }
    }

    /// <summary>Of a model that is in memory.</summary>
    public static ModelFile Of(string name, byte[] bytes) => Check(name, bytes, sourceBytes: null);

    private static ModelFile Check(string path, byte[] bytes, int? sourceBytes)
    {
        try
        {
            return new ModelFile(path, bytes, ModelDescription.Read(bytes), sourceBytes);
        }
        catch (TinyInferException failure)
        {
            throw ErrorText.BadModel(path, failure);
        }
    }

    private static bool IsTflite(byte[] bytes) =>
        bytes.Length >= TfliteMagicStart + TfliteMagic.Length && bytes.AsSpan(TfliteMagicStart).StartsWith(TfliteMagic);

    private static bool HasTinfName(string path) => path.EndsWith(".tinf", StringComparison.OrdinalIgnoreCase);
}
