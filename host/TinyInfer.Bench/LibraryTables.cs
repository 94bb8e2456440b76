using System.Globalization;
using System.Text;

namespace TinyInfer.Bench;

/// <summary>Our kernels against a library's on the same core, in the same run: network by network, and by kinds of layers.</summary>
internal static class LibraryTables
{
    public static void Write(StringBuilder page, BenchReport report)
    {
        page.Append("\n## Against the libraries\n\nInstructions of an inference. ").Append(MicroFigures.Source).Append('\n');
        foreach (var ofTarget in report.Results.GroupBy(result => result.Target))
        {
            WriteNetworks(page, ofTarget.Key, [.. ofTarget]);
            WriteKinds(page, ofTarget.Key, [.. ofTarget]);
        }
    }

    private static void WriteNetworks(StringBuilder page, string target, IReadOnlyList<BenchResult> results)
    {
        string[] models = [.. results.Select(result => result.Model).Distinct()];
        var table = new PageTable(page, [target, .. models.Select(model => ">" + model)]);
        if (MicroFigures.All.FirstOrDefault(figures => figures.Target == target) is { } micro && models.Any(micro.Instructions.ContainsKey))
        {
            table.Row([$"TensorFlow Lite Micro with {micro.Library}", .. models.Select(model => micro.Instructions.GetValueOrDefault(model, ""))]);
        }

        foreach (var build in results.GroupBy(result => (result.BackEnd, result.Weights)))
        {
            table.Row([
                $"{build.Key.BackEnd}, {build.Key.Weights}",
                .. models.Select(model => build.FirstOrDefault(result => result.Model == model) is { } result ? PageTable.Number(result.Instructions) : ""),
            ]);
        }
    }

    /// <summary>Laid out without flash to spend, where that is possible, against the library alone.</summary>
    private static void WriteKinds(StringBuilder page, string target, IReadOnlyList<BenchResult> results)
    {
        List<(string Model, OpResult Ours, OpResult Library)> pairs =
        [
            .. from ofModel in results.GroupBy(result => result.Model)
               let library = ofModel.FirstOrDefault(result => result.BackEnd is NativeBackEnd.CmsisNnLibrary or NativeBackEnd.EspNnLibrary)
               let ours = ofModel.Where(result => result.BackEnd == NativeBackEnd.Own.Name).OrderBy(Preference).FirstOrDefault()
               where library is not null && ours is not null
               from pair in ours.Ops.Zip(library.Ops)
               where pair.Second.Path is NativeBackEnd.CmsisNnLibrary or NativeBackEnd.EspNnLibrary
               select (ofModel.Key, pair.First, pair.Second),
        ];
        if (pairs.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"\n{target}: our instructions over the library's for the same op, by kinds of ops that the library computes.\n");
        var table = new PageTable(page, "kind", ">ops", ">best", ">worst");
        foreach (var kind in pairs.GroupBy(pair => Kind(pair.Library)).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            table.Row(kind.Key, $"{kind.Count()}", Ratio(kind.Min(Ratio)), Ratio(kind.Max(Ratio)));
        }

        var slower = pairs.Where(pair => Ratio(pair) >= 1).ToList();
        page.Append(slower.Count == 0 ? "\nNo op is slower than the library's.\n" : "\nNot faster than the library's:\n\n");
        page.AppendJoin("", slower.Select(pair =>
            $"- {pair.Model} #{pair.Ours.Index}, {pair.Library.Op} {pair.Library.Kernel}: {PageTable.Number(pair.Ours.Instructions)} instructions against {PageTable.Number(pair.Library.Instructions)}\n"));
    }

    private static int Preference(BenchResult result) => result.Weights == "laid out" ? 0 : result.Weights == BenchModel.PlainWeights ? 1 : 2;

    /// <summary>The op and its kernel, without its channels: but for one or few of them a convolution is a kind of its own.</summary>
    private static string Kind(OpResult op)
    {
        if (op.Kernel is null || op.Op == OpCode.FullyConnected)
        {
            return $"{op.Op}";
        }

        var (kernel, inputs) = (op.Kernel.Split(", ")[0], int.Parse(op.Kernel.Split(", ")[1].Split('→')[0], CultureInfo.InvariantCulture));
        return $"{op.Op} {kernel}" + (op.Op == OpCode.Conv2D && inputs <= 4 ? ", up to 4 input channels" : "");
    }

    private static double Ratio((string Model, OpResult Ours, OpResult Library) pair) => (double)pair.Ours.Instructions / pair.Library.Instructions;

    private static string Ratio(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
