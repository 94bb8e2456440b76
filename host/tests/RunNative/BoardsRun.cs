using System.Text.Json;
using TinyInfer.Compiler.Boards;

namespace RunNative;

/// <summary>boards/ against the user's checkout of nf-interpreter: targets, presets, Kconfig symbols, partitions.</summary>
internal sealed class BoardsRun(string checkout, Results results)
{
    private const string Variable = "TINYINFER_NF_INTERPRETER";

    public void Run()
    {
        var upstream = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(upstream) || !Directory.Exists(Path.Combine(upstream, "targets")))
        {
            results.Skip("boards", $"{Variable} does not name a checkout of nf-interpreter");
            return;
        }

        var kconfig = string.Concat(Directory.EnumerateFiles(upstream, "Kconfig*", SearchOption.AllDirectories).Select(File.ReadAllText));
        foreach (var board in Board.All)
        {
            var target = board.HasNamedPartitions ? "targets/ESP32" : $"targets/ChibiOS/{board.Target}";
            Expect($"{board.Name}: target folder", Directory.Exists(Path.Combine(upstream, target)));
            Expect($"{board.Name}: preset {board.Preset}", Presets(Path.Combine(upstream, target, "CMakePresets.json")).Contains(board.Preset));
            CheckDefconfig(board, upstream);
            foreach (var line in File.ReadLines(Path.Combine(checkout, "boards", board.Name, "user-kconfig.conf")).Where(line => line.StartsWith("CONFIG_", StringComparison.Ordinal)))
            {
                var symbol = line["CONFIG_".Length..line.IndexOf('=')];
                Expect($"{board.Name}: Kconfig symbol {symbol}", kconfig.Split('\n').Any(text => text.Trim() == $"config {symbol}"));
            }

            CheckPartitions(board, upstream);
        }
    }

    private static IEnumerable<string> Presets(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return [.. json.RootElement.GetProperty("configurePresets").EnumerateArray().Select(preset => preset.GetProperty("name").GetString()!)];
    }

    private void CheckDefconfig(Board board, string upstream)
    {
        var file = board.HasNamedPartitions
            ? Path.Combine(upstream, "targets/ESP32/defconfig", $"{board.Target}_defconfig")
            : Path.Combine(upstream, "targets/ChibiOS", board.Target, "defconfig");
        Expect($"{board.Name}: series {board.Series}", File.Exists(file) && File.ReadAllText(file).Contains($"CONFIG_TARGET_SERIES=\"{board.Series}\""));
    }

    /// <summary>An ESP32 has a table; of the others the linker script places firmware and deployment.</summary>
    private void CheckPartitions(Board board, string upstream)
    {
        if (board.HasNamedPartitions)
        {
            var file = Path.Combine(upstream, "targets/ESP32/_IDF", board.Series.Replace("_", "").ToLowerInvariant(), $"partitions_nanoclr_{board.FlashBytes >> 20}mb.csv");
            foreach (var fields in File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(',', StringSplitOptions.TrimEntries)))
            {
                var ours = board.Partitions.FirstOrDefault(partition => partition.Name == fields[0]);
                Expect($"{board.Name}: partition {fields[0]}", ours is not null && ours.Address == Convert.ToUInt32(fields[3], 16) && ours.Bytes == Convert.ToInt32(fields[4], 16));
            }

            return;
        }

        // Ours ends the app's region earlier and begins the model's there.
        var script = File.ReadAllText(Directory.GetFiles(Path.Combine(upstream, "targets/ChibiOS", board.Target, "nanoCLR"), "*_CLR.ld").Single());
        var region = $"org = 0x{board.App.Address:X8}, len = {(board.App.Bytes + board.Model.Bytes) / 1024}k";
        Expect($"{board.Name}: deployment at {region}", script.Split('\n').Any(line => line.TrimStart().StartsWith("deployment", StringComparison.Ordinal) && line.Contains(region)));
    }

    private void Expect(string test, bool holds)
    {
        if (holds)
        {
            results.Pass();
        }
        else
        {
            results.Fail(test, "it is not so in this checkout of nf-interpreter; boards/README.md says which commit it was checked against");
        }
    }
}
