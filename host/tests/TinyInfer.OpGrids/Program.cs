using System.IO.Hashing;
using TinyInfer.OpGrids;

// export FOLDER          writes NAME.tflite and NAME.in of every case, for an external judge
// record FOLDER ANSWERS  reads the judge's lines "NAME OK crc32" and writes FOLDER/OP.txt, the committed answers
switch (args)
{
    case ["export", var folder]:
        Directory.CreateDirectory(folder);
        foreach (var gridCase in OpGrid.Ops.SelectMany(OpGrid.Cases).Where(gridCase => gridCase.ByHand is null))
        {
            File.WriteAllBytes(Path.Combine(folder, gridCase.Name + ".tflite"), gridCase.Model);
            File.WriteAllBytes(Path.Combine(folder, gridCase.Name + ".in"), gridCase.Input);
        }

        return 0;

    case ["record", var folder, var answersFile]:
        var answers = File.ReadLines(answersFile)
            .Select(line => line.Split(' '))
            .Where(fields => fields is [_, "OK", _])
            .ToDictionary(fields => fields[0], fields => Expected.Hex(fields[2]));
        foreach (var op in OpGrid.Ops)
        {
            var lines = OpGrid.Cases(op).Select(gridCase => Expected.Line(gridCase, Answer(gridCase, answers)));
            File.WriteAllText(Path.Combine(folder, op + ".txt"), string.Join('\n', lines) + "\n");
        }

        return 0;

    default:
        Console.Error.WriteLine("export FOLDER | record FOLDER ANSWERS");
        return 2;
}

static uint Answer(GridCase gridCase, Dictionary<string, uint> answers) =>
    gridCase.ByHand is not null
        ? Crc32.HashToUInt32(gridCase.ByHand)
        : answers.TryGetValue(gridCase.Name, out var crc)
            ? crc
            : throw new InvalidDataException($"the judge has no answer for {gridCase.Name} ({gridCase.Description})");
