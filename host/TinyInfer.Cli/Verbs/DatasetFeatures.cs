using System.Runtime.InteropServices;
using System.Text;
using TinyInfer.Cli.Files;
using TinyInfer.Cli.Files.Datasets;
using TinyInfer.Cli.Files.Samples;
using TinyInfer.Cli.Output;

namespace TinyInfer.Cli.Verbs;

/// <summary>What a network is trained with: every input that labelled recordings give, as 'evaluate' would see it.</summary>
internal static class DatasetFeatures
{
    /// <param name="outputPath">Gets the inputs' int8 features, one input after another.</param>
    /// <param name="indexPath">Gets a line for each of them: its recording and its label. May be null.</param>
    public static void Write(Terminal terminal, Dataset data, Preprocessor preprocessor, string outputPath, string? indexPath)
    {
        using var output = AtomicFile.Create(outputPath, data.Path);
        using var index = indexPath is null ? null : AtomicFile.Create(indexPath, data.Path, outputPath);
        index?.Write("rec_id,label\n"u8);
        var (count, size) = SlowWork.Run(terminal, $"reading {data.Path}", _ =>
        {
            var (count, size) = (0, 0);
            foreach (var window in preprocessor.Windows(data))
            {
                output.Write(MemoryMarshal.AsBytes<sbyte>(window.Features));
                index?.Write(Encoding.UTF8.GetBytes($"{window.Recording.Id},{window.Label}\n"));
                (count, size) = (count + 1, window.Features.Length);
            }

            return (count, size);
        });
        if (count == 0)
        {
            throw Dataset.Refuse(data.Path, "no recording is as long as what the network looks at");
        }

        output.Commit();
        index?.Commit();
        terminal.Say($"{Printable.Count(count, "input")}, {Printable.Count(size, "feature")} each → {outputPath}");
    }
}
