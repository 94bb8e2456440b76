using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler;
using TinyInfer.OpGrids;
using TinyInfer.Runtime.Tests.Networks;
using TinyInfer.Testing;

namespace TinyInfer.Runtime.Tests.Mutations;

/// <summary>
/// Whatever the bytes are, the reader answers with its own exception or accepts, and what it accepts runs: without an
/// exception, in bounded time, and to the same bytes in slices as whole. An array's bounds are checked by .NET, so a
/// kernel that left the arena would throw.
/// </summary>
[TestClass]
public class MutationTests
{
    private const int FilesOfASeed = 25_000;
    private const int MostArenaBytes = 64 << 20;
    private const int MostMacs = 100_000_000;
    private const int GridCasesOfAnOp = 3;

    /// <summary>Of the thread's processor time: however busy the machine is.</summary>
    private static readonly TimeSpan LongestInference = TimeSpan.FromSeconds(10);

    private sealed class Tally
    {
        public Dictionary<ErrorCode, int> Refused { get; } = [];

        public int Ran { get; set; }

        public int TooLarge { get; set; }

        public int DataDamaged { get; set; }

        public override string ToString() =>
            $"ran {Ran}, too large {TooLarge}, data damaged {DataDamaged}, {string.Join(", ", Refused.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}";
    }

    /// <summary>Together they have every opcode; one has a debug section.</summary>
    private static readonly IReadOnlyList<byte[]> Networks =
        [TestNetworks.ConvertTiny(), TestNetworks.ConvertImage(debugInfo: true), TestNetworks.ConvertImage(), TestNetworks.ConvertMoves()];

    /// <summary>A few of each op's grid.</summary>
    private static readonly IReadOnlyList<byte[]> SingleOps =
    [
        .. OpGrid.Ops.SelectMany(op => OpGrid.Cases(op).Take(GridCasesOfAnOp)).Select(grid => ModelConverter.Convert(grid.Model, new ConvertOptions())),
    ];

    public required TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow(1u)]
    [DataRow(2u)]
    [DataRow(3u)]
    [DataRow(4u)]
    public void DamagedFiles_halfOfThemRepaired_areRefusedOrRun(uint seed)
    {
        var random = new SeededRandom(seed * 2654435769u);
        var mutator = new Mutator(random);
        var (asTheyAre, repaired, healed) = (new Tally(), new Tally(), new Tally());
        for (var i = 0; i < FilesOfASeed; i++)
        {
            var originals = random.NextBool() ? Networks : SingleOps;
            var file = mutator.Damage(originals[random.Next(0, originals.Count - 1)]);
            var tally = (i % 4) switch
            {
                1 => repaired,
                3 => healed,
                _ => asTheyAre,
            };
            try
            {
                if (tally == repaired)
                {
                    Mutator.Repair(file);
                }
                else if (tally == healed)
                {
                    Mutator.Heal(file);
                }

                Try(file, tally);
            }
            catch (Exception exception) when (exception is not AssertFailedException)
            {
                Assert.Fail($"seed {seed}, file {i}: {exception}\n{Convert.ToHexString(file)}");
            }
        }

        TestContext.WriteLine($"as they are: {asTheyAre}");
        TestContext.WriteLine($"repaired: {repaired}");
        TestContext.WriteLine($"healed: {healed}");
        AssertNotVacuous(asTheyAre, repaired, healed);
    }

    private static void Try(byte[] file, Tally tally)
    {
        Model model;
        try
        {
            model = Model.Load(ModelSource.FromArray(file));
        }
        catch (TinyInferException refusal)
        {
            tally.Refused[refusal.Code] = tally.Refused.GetValueOrDefault(refusal.Code) + 1;
            return;
        }

        try
        {
            model.Verify();
        }
        catch (TinyInferException refusal)
        {
            Assert.AreEqual(ErrorCode.DataChecksum, refusal.Code);
            tally.DataDamaged++;
        }

        if (model.ArenaBytes > MostArenaBytes || model.Macs > MostMacs)
        {
            tally.TooLarge++;
            return;
        }

        Describe(model);
        Run(model);
        tally.Ran++;
    }

    /// <summary>All text that the file has can be read.</summary>
    private static void Describe(Model model)
    {
        _ = model.Name;
        for (var label = 0; label < model.LabelCount; label++)
        {
            _ = model.GetLabel(label);
        }

        using var interpreter = new Interpreter(model);
        for (var input = 0; input < model.InputCount; input++)
        {
            _ = interpreter.Input(input).Name;
        }
    }

    private static void Run(Model model)
    {
        var before = ThreadClock.Now;
        var whole = Arena(model, interpreter => interpreter.Invoke());
        var sliced = Arena(model, interpreter => interpreter.Invoke(1));

        Assert.IsTrue(whole.AsSpan().SequenceEqual(sliced), "another answer in slices");
        Assert.IsLessThan(LongestInference, ThreadClock.Now - before);
    }

    /// <summary>All bytes after an inference that began with all kinds of bytes.</summary>
    private static sbyte[] Arena(Model model, Action<Interpreter> invoke)
    {
        var backend = new ManagedBackend();
        using var interpreter = new Interpreter(model, backend);
        var bytes = new sbyte[model.ArenaBytes];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (sbyte)(i * 37 ^ i >> 3);
        }

        backend.Write(0, bytes, 0, bytes.Length);
        invoke(interpreter);
        backend.Read(0, bytes, 0, bytes.Length);
        return bytes;
    }

    /// <summary>Every kind of check is met often, and so are files that are accepted.</summary>
    private static void AssertNotVacuous(Tally asTheyAre, Tally repaired, Tally healed)
    {
        (ErrorCode Code, int Least)[] behindTheChecksum =
        [
            (ErrorCode.BadMagic, 20), (ErrorCode.UnsupportedVersion, 10), (ErrorCode.UnknownSection, 20), (ErrorCode.MissingSection, 20),
            (ErrorCode.OutOfRange, 1000), (ErrorCode.Overlap, 50), (ErrorCode.ShapeMismatch, 500), (ErrorCode.UnknownOp, 20),
            (ErrorCode.BadValue, 500), (ErrorCode.Misaligned, 10),
        ];
        foreach (var (code, least) in behindTheChecksum)
        {
            Assert.IsGreaterThanOrEqualTo(least, repaired.Refused.GetValueOrDefault(code), $"{code}: {repaired}");
        }

        Assert.IsGreaterThanOrEqualTo(1000, asTheyAre.Refused.GetValueOrDefault(ErrorCode.Truncated), asTheyAre.ToString());
        Assert.IsGreaterThanOrEqualTo(5000, asTheyAre.Refused.GetValueOrDefault(ErrorCode.PlanChecksum), asTheyAre.ToString());
        Assert.IsGreaterThanOrEqualTo(1000, asTheyAre.DataDamaged, asTheyAre.ToString());
        Assert.IsGreaterThanOrEqualTo(1000, asTheyAre.Ran, asTheyAre.ToString());
        Assert.IsGreaterThanOrEqualTo(1000, repaired.Ran, repaired.ToString());
        Assert.IsGreaterThanOrEqualTo(1000, healed.Ran, healed.ToString());
        Assert.IsGreaterThan(asTheyAre.TooLarge + repaired.TooLarge + healed.TooLarge, healed.Ran / 10, healed.ToString());
    }
}
