using System.Text.Json;
using TinyInfer.Compiler.Boards;

namespace TinyInfer.Compiler.Tests.House;

/// <summary>boards/: complete, and of one mind. Against nf-interpreter itself: RunNative boards.</summary>
[TestClass]
public class BoardTests
{
    private const string Commit = "a3e8139a";

    [TestMethod]
    public void Boards_everyFolder_isKnownToTheTool()
    {
        var folders = Directory.GetDirectories(Path.Combine(Checkout.Root, "boards")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        Assert.AreEqual(string.Join(' ', folders), string.Join(' ', Board.All.Select(board => board.Name)));
        Assert.HasCount(8, Board.All);
    }

    [TestMethod]
    public void Partitions_ofEveryBoard_sumToItsFlash()
    {
        foreach (var board in Board.All)
        {
            // Where nanoFramework's table has a gap that nothing is in, the partition of a model is not longer than it.
            long next = board.Partitions[0].Address;
            foreach (var partition in board.Partitions)
            {
                Assert.AreEqual(next, partition.Address, $"{board.Name}: {partition.Name}");
                next += partition.Bytes;
            }

            Assert.AreEqual(board.FlashBytes, next - board.Partitions[0].Address, board.Name);
            Assert.AreEqual(1, board.Partitions.Count(partition => partition.Use == "app"), board.Name);
            Assert.AreEqual(1, board.Partitions.Count(partition => partition.Use == "model"), board.Name);
            Assert.AreEqual(0U, board.Model.Address % 4096, board.Name);
        }
    }

    [TestMethod]
    public void PartitionTables_ofEsp32Boards_areTheBoards()
    {
        foreach (var board in Board.All.Where(board => board.HasNamedPartitions))
        {
            var table = Checkout.Read($"boards/{board.Name}/partitions.csv").Split('\n')
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
                .Select(fields => $"{fields[0]} {Convert.ToUInt32(fields[3], 16)} {Convert.ToInt32(fields[4], 16)}");
            var expected = board.Partitions.Where(partition => partition.Name is not ("bootloader" or "partition table"))
                .Select(partition => $"{partition.Name} {partition.Address} {partition.Bytes}");

            Assert.AreEqual(string.Join('\n', expected), string.Join('\n', table));
        }
    }

    [TestMethod]
    public void Presets_ofEveryBoard_addTheInteropToNanoFrameworksOwn()
    {
        foreach (var board in Board.All)
        {
            var preset = JsonDocument.Parse(Checkout.Read($"boards/{board.Name}/CMakeUserPresets.json")).RootElement.GetProperty("configurePresets")[0];

            Assert.AreEqual($"TINYINFER_{board.Preset}", preset.GetProperty("name").GetString());
            Assert.AreEqual(board.Preset, preset.GetProperty("inherits")[0].GetString());
            Assert.AreEqual("TinyInfer.Native", preset.GetProperty("cacheVariables").GetProperty("NF_INTEROP_ASSEMBLIES").GetString());
        }
    }

    [TestMethod]
    public void Readmes_ofEveryBoard_sayWhatTheToolKnows()
    {
        var overview = Checkout.Read("boards/README.md");
        Assert.Contains(Commit, overview);
        foreach (var board in Board.All)
        {
            var readme = Checkout.Read($"boards/{board.Name}/README.md");
            Assert.StartsWith($"# {board.Title}\n", readme);
            Assert.Contains(board.Note, readme);
            Assert.AreEqual(board.Series.StartsWith("ESP32", StringComparison.Ordinal) && board.Series != "ESP32_C3", board.Note.Contains("written, not run: no emulator"), board.Name);
            Assert.Contains($"| [{board.Title}]({board.Name}/README.md) | {board.Target} |", overview);
            Assert.Contains($"| {board.Name} | {board.Preset} |", overview);
            foreach (var partition in board.Partitions)
            {
                Assert.Contains($"| {partition.Name} | {partition.Start} | {partition.Bytes:N0} | {partition.Use} |", readme);
            }
        }
    }

    [TestMethod]
    [DataRow("ESP32-S3", "ESP32_S3")]
    [DataRow("esp32s3", "ESP32_S3")]
    [DataRow("pico-2", "PICO2")]
    [DataRow("STM32F769_DISCOVERY", "STM32F769I_DISCOVERY")]
    public void Nearest_ofANameThatDoesNotExist_isTheOneMeant(string name, string expected) => Assert.AreEqual(expected, Board.Nearest(name).Name);
}
