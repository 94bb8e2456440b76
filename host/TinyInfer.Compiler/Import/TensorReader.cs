using System.Globalization;
using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Import;

/// <summary>Why a well-formed tensor cannot be converted. It becomes a problem of the ops that use the tensor.</summary>
internal sealed record TensorObstacle(string Why, string Remedy);

/// <summary>Reads the tensors of the main subgraph and checks each against its buffer.</summary>
internal sealed class TensorReader
{
    private const int MaxRank = 8;

    private readonly FlatFile _file;
    private readonly FlatVector _tensors;
    private readonly FlatVector _buffers;
    private readonly HashSet<int> _computed;
    private readonly Dictionary<uint, byte[]> _contents = [];

    /// <param name="computed">Indices of the tensors that are inputs of the network or outputs of ops.</param>
    public TensorReader(FlatFile file, FlatVector tensors, FlatVector buffers, HashSet<int> computed)
    {
        _file = file;
        _tensors = tensors;
        _buffers = buffers;
        _computed = computed;
    }

    public Dictionary<GraphTensor, TensorObstacle> Obstacles { get; } = [];

    public GraphTensor Read(int index)
    {
        var table = _tensors.Table(index, $"tensor #{index}");
        var name = table.Text(TensorFields.Name, "name");
        var tensor = new GraphTensor
        {
            Name = name.Length == 0 ? $"tensor_{index}" : name,
            SourceIndex = index,
            Type = TensorTypes.FromCode(table.UInt8(TensorFields.Type)),
            Shape = table.Vector(TensorFields.Shape, sizeof(int), "shape").ToInt32s(),
        };

        ReadContents(tensor, table);
        CheckShape(tensor);
        tensor.Quantization = QuantizationReader.Read(_file, tensor, table.Table(TensorFields.Quantization, $"quantization of tensor #{index}"), Obstacles);
        if (table.Bool(TensorFields.IsVariable))
        {
            Obstacles[tensor] = new("it is a variable (state kept from one inference to the next), which is not supported", "export the model without state");
        }

        return tensor;
    }

    private void ReadContents(GraphTensor tensor, FlatTable table)
    {
        if (table.UInt32(TensorFields.ExternalBuffer) != 0)
        {
            throw new ModelFormatException($"{Where(tensor)} has its data in another file; only data inside the .tflite is read: export the model as one file");
        }

        var contents = Buffer(table.UInt32(TensorFields.Buffer), tensor);
        var isComputed = _computed.Contains(tensor.SourceIndex);
        if (isComputed && contents.Length > 0)
        {
            throw _file.Damaged($"{Where(tensor)} is a constant of {contents.Length} bytes and yet an input of the network or the output of an op");
        }

        if (table.Has(TensorFields.Sparsity))
        {
            Obstacles[tensor] = new("it is stored sparse, which is not supported", "export the model without sparsity (pruned weights may stay, stored dense)");
        }
        else if (contents.Length > 0 || (!isComputed && tensor.Shape.Contains(0)))
        {
            tensor.Constant = contents;
        }
    }

    private byte[] Buffer(uint index, GraphTensor tensor)
    {
        if (index >= _buffers.Count)
        {
            throw _file.Damaged($"{Where(tensor)} refers to buffer {index}, but there are {_buffers.Count}");
        }

        if (!_contents.TryGetValue(index, out var contents))
        {
            var table = _buffers.Table((int)index, $"buffer {index}");
            if (table.UInt64(BufferFields.Offset) > 1 || table.UInt64(BufferFields.Size) > 1)
            {
                throw new ModelFormatException(
                    $"{Where(tensor)} has its data outside the FlatBuffer, as models of 2 GB and more do; only data inside it is read: export a smaller model");
            }

            contents = table.Vector(BufferFields.Data, 1, "data").ToBytes();
            _contents.Add(index, contents);
        }

        return contents;
    }

    /// <summary>
    /// Makes every dimension known: the first one, usually the batch, is 1 when the file leaves it open. Constants
    /// must have exactly the bytes that shape and type ask for.
    /// </summary>
    private void CheckShape(GraphTensor tensor)
    {
        var stated = $"[{string.Join(",", tensor.Shape)}]";
        if (tensor.Shape.Length > MaxRank)
        {
            throw new ModelFormatException($"{Where(tensor)} has {tensor.Shape.Length} dimensions; at most {MaxRank} are supported");
        }

        if (!tensor.IsConstant)
        {
            CloseOpenDimensions(tensor, stated);
        }

        var bits = TensorTypes.Bits(tensor.Type);
        var count = 1L;
        foreach (var dimension in tensor.Shape)
        {
            if (dimension < 0 || (count *= dimension) * Math.Max(bits ?? 8, 8) / 8 > int.MaxValue)
            {
                throw _file.Damaged($"{Where(tensor)} has shape {stated}, which no tensor can have");
            }
        }

        var expected = (count * bits + 7) / 8;
        if (tensor.Constant is { } contents && expected is not null && contents.Length != expected)
        {
            throw _file.Damaged(
                $"{Where(tensor)} has {contents.Length} bytes of data, but {expected} are expected for shape {stated} of {TypeName(tensor)}");
        }
    }

    private void CloseOpenDimensions(GraphTensor tensor, string stated)
    {
        for (var axis = 0; axis < tensor.Shape.Length; axis++)
        {
            if (tensor.Shape[axis] is not (0 or -1))
            {
                continue;
            }

            tensor.Shape[axis] = 1;
            if (axis > 0)
            {
                Obstacles[tensor] = new($"its shape {stated} has an unknown dimension", "export the model with a fixed input shape");
            }
        }
    }

    private static string TypeName(GraphTensor tensor) => tensor.Type.ToString().ToUpper(CultureInfo.InvariantCulture);

    private static string Where(GraphTensor tensor) => $"tensor #{tensor.SourceIndex} '{tensor.Name}'";
}
