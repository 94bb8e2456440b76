using Microsoft.VisualStudio.TestTools.UnitTesting;
using TinyInfer.Compiler.Boards;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Tests.House;

namespace TinyInfer.Compiler.Tests.Goldens;

/// <summary>Which reference networks fit which board is in boards/README.md as the tool computes it.</summary>
[TestClass]
public class BoardFitTests
{
    private static readonly string[] _networks = ["hello_world", "micro_speech", "kws", "resnet", "ad01"];

    [TestMethod]
    public void BoardsPage_everyRow_isWhatFitComputes()
    {
        var page = Checkout.Read("boards/README.md");
        var models = _networks.Select(name => (name, ModelDescription.Read(Golden.Require(name).ConvertToBytes(debugInfo: false)))).ToList();
        foreach (var board in Board.All)
        {
            var fits = models.Select(model => (model.name, Fit: BoardFit.Of(board, model.Item2))).ToList();
            var managed = Names(fits.Select(fit => (fit.name, fit.Fit.FitsManaged)));
            var native = Names(fits.Select(fit => (fit.name, fit.Fit.FitsNative)));
            Assert.Contains($"| [{board.Title}]({board.Name}/README.md) | {board.Target} | {board.Simd} | {managed} | {native} |", page);
        }
    }

    /// <summary>The kernels whose memory is counted are those that the native half is built with for the processor.</summary>
    [TestMethod]
    public void Boards_all_countTheKernelsThatTheyRun()
    {
        foreach (var board in Board.All)
        {
            var expected = board.Simd.StartsWith("DSP", StringComparison.Ordinal) ? "dsp" : "scalar";
            Assert.AreEqual(expected, board.Kernels[0], board.Name);
            Assert.DoesNotContain("portable", board.Kernels, board.Name);
        }
    }

    private static string Names(IEnumerable<(string Name, bool? Fits)> fits)
    {
        var all = fits.ToList();
        var names = all.Where(fit => fit.Fits == true).Select(fit => fit.Name).ToList();
        return names.Count == all.Count ? "all"
            : all.All(fit => fit.Fits is null) ? "not known"
            : names.Count == 0 ? "none"
            : string.Join(", ", names);
    }
}
