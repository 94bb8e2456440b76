using Spectre.Console;
using TinyInfer.Compiler.Inspection;

namespace TinyInfer.Cli.Output;

/// <summary>
/// The arena over time: a row an op, its bytes from left to right. The hatching says what the op does with a tensor;
/// on a screen each tensor keeps its colour from row to row.
/// </summary>
internal sealed class ArenaPicture
{
    private const char Written = '█';
    private const char InPlace = '▓';
    private const char Read = '▒';
    private const char Kept = '░';
    private const char Free = '·';

    private static readonly Color[] _colors = [Color.Green, Color.DodgerBlue1, Color.Orange1, Color.Orchid, Color.Turquoise2, Color.Yellow, Color.IndianRed];

    private readonly Terminal _terminal;
    private readonly ModelDescription _model;
    private readonly ArenaTimeline _timeline;
    private readonly int _labelWidth;
    private readonly int _bytesWidth;
    private readonly int _width;

    private ArenaPicture(Terminal terminal, ModelDescription model)
    {
        _terminal = terminal;
        _model = model;
        _timeline = ArenaTimeline.Of(model);
        _labelWidth = model.Ops.Select(op => Label(op).Length).DefaultIfEmpty().Max();
        _bytesWidth = Math.Max("used".Length, Printable.Number(model.File.ArenaBytes).Length);
        _width = Math.Max(8, terminal.PictureWidth - _labelWidth - _bytesWidth - "    ".Length);
    }

    public static void Write(Terminal terminal, ModelDescription model) => new ArenaPicture(terminal, model).Write();

    private void Write()
    {
        var scale = $"0{Printable.Number(_model.File.ArenaBytes).PadLeft(_width - 1)}";
        _terminal.WriteLine($"{"".PadLeft(_labelWidth)}  {scale}  {"used".PadLeft(_bytesWidth)}");
        foreach (var op in _model.Ops)
        {
            var row = new Paragraph($"{Label(op).PadRight(_labelWidth)}  ");
            foreach (var cell in Cells(op))
            {
                row.Append($"{cell.Hatch}", cell.Value < 0 ? new Style(Color.Grey) : new Style(_colors[cell.Value % _colors.Length]));
            }

            row.Append($"  {Printable.Number(_timeline.LiveBytes(op.Index)).PadLeft(_bytesWidth)}");
            _terminal.Data.Write(row);
            _terminal.WriteLine();
        }

        _terminal.WriteLine($"{"".PadLeft(_labelWidth)}  {Written} written  {InPlace} in place  {Read} read  {Kept} kept for later  {Free} free");
    }

    private Cell[] Cells(OpDescription op)
    {
        var live = Enumerable.Range(0, _timeline.Values.Count).Where(value => _timeline.Values[value].IsLiveAt(op.Index)).ToArray();
        var cells = new Cell[_width];
        for (var i = 0; i < _width; i++)
        {
            var bytes = CellBytes(i);
            var value = live.Where(value => Range(value).Overlap(bytes) > 0).OrderByDescending(value => Range(value).Overlap(bytes)).FirstOrDefault(-1);
            cells[i] = CellOf(op, live, value);
        }

        // A tensor that is smaller than half a cell everywhere is worth a cell all the same.
        foreach (var value in live.Where(value => cells.All(cell => cell.Value != value)))
        {
            var middle = Range(value).Start + Range(value).Bytes / 2;
            ref var cell = ref cells[(int)((long)middle * _width / _model.File.ArenaBytes)];
            cell = cell.Hatch == InPlace ? cell : CellOf(op, live, value);
        }

        return cells;
    }

    private Cell CellOf(OpDescription op, int[] live, int value)
    {
        if (value < 0)
        {
            return new Cell(Free, -1);
        }

        // Where an op overwrites what it reads, the old tensor and the new one share the place.
        var partner = live.Where(other => other != value && Range(other).Overlap(Range(value)) > 0).FirstOrDefault(-1);
        if (partner >= 0)
        {
            return new Cell(InPlace, IsWritten(op, value) ? value : partner);
        }

        var hatch = IsWritten(op, value) ? Written
            : op.Reads.Any(read => read.Extent.Overlap(Range(value)) > 0) ? Read
            : Kept;
        return new Cell(hatch, value);
    }

    /// <summary>The bytes that a cell stands for, at least one.</summary>
    private ArenaRange CellBytes(int cell)
    {
        var start = (int)((long)cell * _model.File.ArenaBytes / _width);
        var end = (int)((cell + 1L) * _model.File.ArenaBytes / _width);
        return new ArenaRange(start, Math.Max(1, end - start));
    }

    private bool IsWritten(OpDescription op, int value) =>
        op.Write.Extent.Overlap(Range(value)) > 0
        && (_timeline.Values[value].FirstOp == op.Index || _timeline.Values[value].LastOp > op.Index);

    private ArenaRange Range(int value) => _timeline.Values[value].Range;

    private static string Label(OpDescription op) => $"{op.Index,3} {op.Code}";

    /// <param name="Value">Index in the timeline; -1 where nothing lives.</param>
    private readonly record struct Cell(char Hatch, int Value);
}
