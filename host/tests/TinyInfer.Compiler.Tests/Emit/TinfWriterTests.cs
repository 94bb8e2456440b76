using System.Buffers.Binary;
using System.Text;
using TinyInfer.Compiler.Emit;
using TinyInfer.Compiler.Lowering;
using TinyInfer.Compiler.Planning;
using TinyInfer.Compiler.Tests.Goldens;

namespace TinyInfer.Compiler.Tests.Emit;

/// <summary>Files byte by byte; offsets are those of docs/format.md, written as numbers on purpose.</summary>
[TestClass]
public sealed class TinfWriterTests
{
    private const int HeaderBytes = 40;
    private const int SectionEntryBytes = 12;
    private const int TensorEntryBytes = 52;
    private const int DebugEntryBytes = 24;

    [TestMethod]
    public void Write_header_says_what_follows()
    {
        var file = Write(TwoLookups(), new());

        Assert.AreEqual("TINF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.AreEqual((1, 0), (U16(file, 4), U16(file, 6)), "version");
        Assert.AreEqual(file.Length, I32(file, 8), "file bytes");
        Assert.AreEqual(0, I32(file, 12) % 16, "plan bytes");
        Assert.AreEqual(16, I32(file, 24), "arena bytes");
        Assert.AreEqual(0, I32(file, 28), "multiply-accumulates");
        Assert.AreEqual((2, 1, 1), (U16(file, 32), U16(file, 34), U16(file, 36)), "ops, inputs, outputs");
        Assert.AreEqual(5, U16(file, 38), "sections");
    }

    [TestMethod]
    public void Write_checksums_are_over_plan_and_data()
    {
        var file = Write(TwoLookups(), new());
        var planBytes = I32(file, 12);
        byte[] planWithoutCrc = [.. file[..16], .. file[20..planBytes]];

        Assert.AreEqual(Checksum.Of(planWithoutCrc), (uint)I32(file, 16));
        Assert.AreEqual(Checksum.Of(file.AsSpan(planBytes)), (uint)I32(file, 20));
    }

    [TestMethod]
    public void Write_sections_are_sorted_and_do_not_overlap()
    {
        var file = Write(TwoLookups(), new() { DebugInfo = true, Labels = ["a", "b"], Origin = "x.tflite" });
        var sections = Sections(file);

        CollectionAssert.AreEqual(new[] { 1, 2, 4, 5, 6, 3 }, sections.Select(section => section.Kind).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 1, 0, 0, 0, 1 }, sections.Select(section => section.Flags).ToArray());
        var end = HeaderBytes + sections.Length * SectionEntryBytes;
        foreach (var section in sections)
        {
            Assert.AreEqual(0, section.Start % 4);
            Assert.IsGreaterThanOrEqualTo(end, section.Start);
            end = section.Start + section.Length;
        }

        Assert.AreEqual(I32(file, 12), sections[^1].Start, "the data begins where the plan ends");
        Assert.AreEqual(file.Length, end);
    }

    [TestMethod]
    public void Write_tensors_come_with_shape_scale_and_name()
    {
        var program = TwoLookups();
        var file = Write(program, new());
        var output = Sections(file)[0].Start + TensorEntryBytes;

        Assert.AreEqual(program.Outputs[0].Tensor.Start, I32(file, output));
        Assert.AreEqual(6, I32(file, output + 4), "bytes");
        Assert.AreEqual((1, 4), (file[output + 8], file[output + 9]), "int8 in the arena, float32 for the app");
        Assert.AreEqual(2, U16(file, output + 10), "rank");
        Assert.AreEqual("größe", Encoding.UTF8.GetString(file, I32(file, output + 12), I32(file, output + 16)));
        Assert.AreEqual(0.5f, BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(output + 20)));
        Assert.AreEqual(-7, I32(file, output + 24), "zero point");
        CollectionAssert.AreEqual(new[] { 2, 3, 1, 1, 1, 1 }, Enumerable.Range(0, 6).Select(i => I32(file, output + 28 + 4 * i)).ToArray());
    }

    [TestMethod]
    public void Write_records_follow_each_other_and_name_their_constants()
    {
        var file = Write(TwoLookups(), new());
        var ops = Sections(file)[1];

        Assert.AreEqual(2 * 28, ops.Length);
        for (var record = ops.Start; record < ops.Start + ops.Length; record += 28)
        {
            Assert.AreEqual((10, 28), (U16(file, record), U16(file, record + 2)), "LOOKUP of 28 bytes");
            Assert.AreEqual((1, 0), (I32(file, record + 4), I32(file, record + 8)), "units, multiply-accumulates");
            Assert.AreEqual(6, I32(file, record + 20), "count");
        }

        var tables = new[] { I32(file, ops.Start + 24), I32(file, ops.Start + 28 + 24) };
        Assert.AreEqual((byte)1, file[tables[0]]);
        Assert.AreEqual((byte)2, file[tables[1]]);
    }

    [TestMethod]
    public void Write_equal_constants_are_stored_once_and_all_are_aligned()
    {
        byte[][] contents = [[1, 2, 3], [4], [1, 2, 3], [.. Enumerable.Repeat((byte)5, 17)], [4]];
        var program = Loads(contents);
        var file = Write(program, new());

        var starts = program.Ops.Select(op => op.Constants[0].Start).ToArray();
        Assert.AreEqual(starts[0], starts[2]);
        Assert.AreEqual(starts[1], starts[4]);
        Assert.HasCount(3, starts.Distinct());
        for (var i = 0; i < contents.Length; i++)
        {
            Assert.AreEqual(0, starts[i] % 16);
            CollectionAssert.AreEqual(contents[i], file[starts[i]..(starts[i] + contents[i].Length)]);
        }

        // 16 for three bytes, 32 for seventeen, and the single byte without padding behind it.
        Assert.AreEqual(16 + 32 + 1, file.Length - I32(file, 12));
    }

    [TestMethod]
    public void Write_no_constants_leaves_the_data_empty()
    {
        var file = Write(Loads(), new());

        Assert.AreEqual(file.Length, I32(file, 12));
        Assert.AreEqual((3, file.Length, 0), (Sections(file)[^1].Kind, Sections(file)[^1].Start, Sections(file)[^1].Length));
    }

    [TestMethod]
    public void Write_metadata_is_keys_and_values()
    {
        var file = Write(TwoLookups(), new() { Name = "n", Origin = "o.tflite", Labels = ["yes", "nö"] });
        var at = Sections(file)[2].Start;
        var entries = new List<string>();
        var count = I32(file, at);
        at += 4;
        for (var i = 0; i < count; i++)
        {
            var (keyBytes, valueBytes) = (I32(file, at), I32(file, at + 4));
            var (key, value) = (at + 8, at + 8 + keyBytes);
            entries.Add(Encoding.UTF8.GetString(file, key, keyBytes) + "=" + Encoding.UTF8.GetString(file, value, valueBytes));
            at += 8 + keyBytes + valueBytes;
        }

        CollectionAssert.AreEqual(new[] { "name=n", "origin=o.tflite", "labels=yes\nnö" }, entries);
    }

    [TestMethod]
    public void Write_label_with_a_line_break_is_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => Write(TwoLookups(), new() { Labels = ["a\nb"] }));
    }

    [TestMethod]
    public void Write_memory_has_an_entry_for_each_back_end()
    {
        var file = Write(TwoLookups(), new());
        var memory = Sections(file)[3];

        // Two ops without needs of their own: the native library keeps 16 bytes for each, a CLR the objects of any model.
        var entries = Enumerable.Range(0, memory.Length / 12).Select(entry => memory.Start + 12 * entry)
            .Select(entry => $"{I32(file, entry)}: {I32(file, entry + 4)} {I32(file, entry + 8)}");
        Assert.AreEqual("1: 72 788, 2: 0 32, 3: 0 32, 4: 0 32, 5: 0 32, 6: 0 32, 7: 0 32, 8: 0 32", string.Join(", ", entries));
    }

    [TestMethod]
    public void Write_debug_entries_name_record_and_place()
    {
        var program = TwoLookups();
        program.DebugOutputs.Add(new(4, "TANH t", program.Ops[0].Output));
        program.DebugOutputs.Add(new(5, "RESHAPE r", null));
        program.DebugOutputs.Add(new(6, "QUANTIZE x", program.Inputs[0].Tensor));
        var file = Write(program, new() { DebugInfo = true });
        var section = Sections(file)[4].Start;

        Assert.AreEqual(3, I32(file, section));
        int[] Entry(int index) => [.. Enumerable.Range(0, 4).Select(i => I32(file, section + 4 + index * DebugEntryBytes + 4 * i))];
        CollectionAssert.AreEqual(new[] { 4, 0, program.Ops[0].Output.Start, 6 }, Entry(0));
        CollectionAssert.AreEqual(new[] { 5, -1, -1, 0 }, Entry(1));
        CollectionAssert.AreEqual(new[] { 6, -1, -1, 0 }, Entry(2), "no record writes an input");
        var name = section + 4 + DebugEntryBytes + 16;
        Assert.AreEqual("RESHAPE r", Encoding.UTF8.GetString(file, I32(file, name), I32(file, name + 4)));
    }

    [TestMethod]
    public void Write_debug_entry_of_parts_names_the_last_one()
    {
        var destination = new ArenaTensor { Name = "joined", Bytes = 2 };
        var x = new ArenaTensor { Name = "x", Bytes = 1 };
        StridedCopyOp Part(int offset) => new()
        {
            Source = x,
            Destination = destination,
            InputOffset = 0,
            OutputOffset = offset,
            RunBytes = 1,
            Loops = [],
            IsPart = true,
            SourceOps = [0],
        };
        var program = new LoweredProgram
        {
            Inputs = [Edge("x", [1], x)],
            Ops = [Part(0), Part(1)],
            Outputs = [Edge("y", [2], destination)],
            DebugOutputs = [new(0, "CONCATENATION y", destination)],
        };

        var file = Write(program, new() { DebugInfo = true });

        Assert.AreEqual(1, I32(file, Sections(file)[4].Start + 4 + 4));
    }

    [TestMethod]
    public void Write_result_is_accepted_by_the_reader()
    {
        var model = Model.Load(ModelSource.FromArray(Write(TwoLookups(), new() { Name = "two", Labels = ["a", "b"], DebugInfo = true })));

        model.Verify();

        Assert.AreEqual(("two", 2, "b"), (model.Name, model.LabelCount, model.GetLabel(1)));
    }

    private static byte[] Write(LoweredProgram program, ConvertOptions options)
    {
        MemoryPlanner.Plan(program);
        return TinfWriter.Write(program, options);
    }

    private static LoweredProgram TwoLookups()
    {
        ArenaTensor[] tensors = [.. new[] { "x", "t", "y" }.Select(name => new ArenaTensor { Name = name, Bytes = 6 })];
        LookupOp Lookup(int index) => new()
        {
            Source = tensors[index],
            Destination = tensors[index + 1],
            Table = new() { Bytes = [.. Enumerable.Repeat((byte)(index + 1), 256)] },
            SourceOps = [index],
        };
        return new()
        {
            Inputs = [Edge("x", [6], tensors[0])],
            Ops = [Lookup(0), Lookup(1)],
            Outputs = [new("größe", [2, 3], tensors[2], new([0.5f], [-7], 0), ElementType.Int8, ElementType.Float32)],
        };
    }

    private static LoweredProgram Loads(params byte[][] contents)
    {
        LoweredOp[] ops =
        [
            .. contents.Select((bytes, i) => new LoadConstantOp
            {
                Data = new() { Bytes = bytes },
                Destination = new() { Name = $"c{i}", Bytes = bytes.Length },
                SourceOps = [],
            }),
        ];
        return new() { Ops = [.. ops], Outputs = [.. ops.Select(op => Edge(op.Output.Name, [op.Output.Bytes], op.Output))] };
    }

    private static ProgramTensor Edge(string name, int[] shape, ArenaTensor tensor) =>
        new(name, shape, tensor, new([1], [0], 0), ElementType.Int8, ElementType.Int8);

    private static (int Kind, int Flags, int Start, int Length)[] Sections(byte[] file) =>
    [
        .. Enumerable.Range(0, U16(file, 38)).Select(i => HeaderBytes + i * SectionEntryBytes).Select(at =>
            (U16(file, at), U16(file, at + 2), I32(file, at + 4), I32(file, at + 8))),
    ];

    private static int I32(byte[] file, int at) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));

    private static int U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));
}
