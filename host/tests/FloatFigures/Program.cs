using System.Globalization;
using FloatFigures;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var effort = args.Length > 0 ? int.Parse(args[0]) : 1;
Console.WriteLine($"{"network",-8} {"figure",-34} {"float",10} {"ours int8",10} {"golden",10}  chosen");
foreach (var figure in new[] { Figures.Ad01(effort: effort), Figures.Resnet(effort: effort) })
{
    var decisions = figure.Decisions;
    Console.WriteLine(
        $"{figure.Network,-8} {figure.What,-34} {figure.Float,10:F5} {figure.Ours,10:F5} {figure.Golden,10:F5}  "
        + $"{decisions.Observer}{(decisions.Equalized ? ", equalised" : "")}, {decisions.Layers.Count} layers else, {decisions.SignalToNoise:F1} dB");
}
