using Spectre.Console;
using TinyInfer.Cli.Files;
using TinyInfer.Compiler.Inspection;
using TinyInfer.Compiler.Layouts;

namespace TinyInfer.Cli.Output;

/// <summary>A model as a person reads it.</summary>
internal sealed class InspectReport(Terminal terminal, ModelFile model)
{
    private readonly ModelDescription _model = model.Description;

    public void Write()
    {
        WriteHeader();
        WriteTensors();
        WriteOps();
        WriteLayouts();
        Heading("Arena over time");
        ArenaPicture.Write(terminal, _model);
        WriteMemory();
        WriteMetadata();
        WriteDebug();
    }

    private void WriteHeader()
    {
        var file = _model.File;
        var origin = model.SourceBytes is { } bytes ? $": {Printable.Bytes(bytes)}, converted in memory" : "";
        terminal.WriteLine($"{Printable.Text(model.Path)}{origin}");
        terminal.WriteLine($"format {file.MajorVersion}.{file.MinorVersion}, {Printable.Bytes(file.FileBytes)} ({Printable.Number(file.PlanBytes)} plan + {Printable.Number(file.FileBytes - file.PlanBytes)} data), checksums fit");
        terminal.WriteLine($"{Printable.Count(_model.Ops.Count, "op")}, {Printable.Count(file.Macs, "MAC")} an inference, arena {Printable.Bytes(file.ArenaBytes)}");
    }

    private void WriteTensors()
    {
        Heading("Inputs and outputs");
        var table = new TextTable("", "shape", "type", ">scale", ">zero point", ">arena", "name");
        foreach (var (role, tensors) in new[] { ("in", _model.Inputs), ("out", _model.Outputs) })
        {
            foreach (var tensor in tensors)
            {
                var type = tensor.AppType == tensor.ArenaType ? $"{tensor.ArenaType}" : $"{tensor.ArenaType}, app {tensor.AppType}";
                table.Add(
                    role, Printable.Shape(tensor.Shape), type, tensor.Scale == 0 ? "–" : Printable.Real(tensor.Scale),
                    tensor.Scale == 0 ? "–" : $"{tensor.ZeroPoint}", Printable.Number(tensor.Arena.Start), tensor.Name);
            }
        }

        table.Write(terminal);
    }

    private void WriteOps()
    {
        Heading("Ops");
        var table = new TextTable(">#", "op", "output", ">MACs", ">share", ">params", "arena in→out");
        foreach (var op in _model.Ops)
        {
            var reads = op.Reads.Count == 0 ? "–" : string.Join("+", op.Reads.Select(read => Printable.Number(read.Extent.Start)));
            table.Add(
                $"{op.Index}", $"{op.Code}", Printable.Shape(op.Output), Printable.Number(op.Macs),
                op.Macs == 0 ? "–" : Printable.Percent(op.Macs, _model.File.Macs), Printable.Number(op.ParameterBytes),
                $"{reads}→{Printable.Number(op.Write.Extent.Start)}");
        }

        table.Write(terminal);
    }

    /// <summary>Nothing where the file is for no target and has plain weights.</summary>
    private void WriteLayouts()
    {
        var ops = _model.Ops.Where(op => op.Layout is not null).ToList();
        if (ops.Count == 0 || (_model.Target == LayoutTarget.Any.Name && ops.All(op => op.Layout!.Name == "plain")))
        {
            return;
        }

        Heading($"Weights laid out for {Printable.Text(_model.Target)}, flash budget {Printable.Bytes(_model.FlashBudget)}");
        var table = new TextTable(">#", "layout", ">flash", ">instructions saved", ">of");
        foreach (var op in ops)
        {
            var layout = op.Layout!;
            table.Add(
                $"{op.Index}", layout.Name, Printable.Number(layout.FlashBytes), Printable.Number(layout.SavedInstructions),
                layout.Options.Count == 0 ? "–" : Printable.Number(layout.Options[0].Instructions));
        }

        table.Write(terminal);
        terminal.WriteLine(
            $"  together {Printable.Bytes(ops.Sum(op => op.Layout!.FlashBytes))} for {Printable.Number(ops.Sum(op => op.Layout!.SavedInstructions))} instructions an inference, as estimated");
        foreach (var op in ops)
        {
            terminal.WriteLine($"  #{op.Index} {op.Layout!.Name}: {op.Layout.Why.Replace("; ", "\n      ")}");
        }
    }

    private void WriteMemory()
    {
        if (_model.Memory.Count == 0)
        {
            return;
        }

        Heading("Memory by back end, bytes");
        var table = new TextTable("back end", ">arena", ">scratch", ">persistent", ">together");
        foreach (var memory in _model.Memory)
        {
            table.Add(
                memory.BackEnd, Printable.Number(_model.File.ArenaBytes), Printable.Number(memory.ScratchBytes),
                Printable.Number(memory.PersistentBytes),
                Printable.Number(_model.File.ArenaBytes + memory.ScratchBytes + memory.PersistentBytes));
        }

        table.Write(terminal);
    }

    private void WriteMetadata()
    {
        if (_model.Metadata.Count == 0)
        {
            return;
        }

        Heading("Metadata");
        var table = new TextTable("key", "value");
        foreach (var (key, value) in _model.Metadata)
        {
            table.Add(key, value.Replace("\n", ", "));
        }

        table.Write(terminal);
    }

    private void WriteDebug()
    {
        if (_model.Debug.Count == 0)
        {
            return;
        }

        Heading("Where the source network's ops went");
        var table = new TextTable(">source", ">op", ">arena", ">bytes", "name");
        foreach (var output in _model.Debug)
        {
            var op = output.Arena is null ? "folded" : output.Record < 0 ? "input" : $"{output.Record}";
            table.Add(
                $"{output.SourceOp}", op, output.Arena is { } at ? Printable.Number(at.Start) : "–",
                output.Arena is { } range ? Printable.Number(range.Bytes) : "–", output.Name);
        }

        table.Write(terminal);
    }

    private void Heading(string title)
    {
        terminal.WriteLine();
        terminal.Data.Write(new Text($"{title}\n", new Style(decoration: Decoration.Bold)));
    }
}
