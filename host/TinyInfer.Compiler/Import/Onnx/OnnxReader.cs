using Google.Protobuf;

namespace TinyInfer.Compiler.Import.Onnx;

/// <summary>From the bytes of an .onnx file to its parts. Unknown fields are skipped, as the format wants it.</summary>
internal static class OnnxReader
{
    /// <exception cref="ModelFormatException">The bytes are no well-formed ONNX model.</exception>
    public static OnnxModel Read(byte[] file)
    {
        try
        {
            var model = ReadModel(new OnnxMessage(file));
            return model.HasGraph ? model : throw new ModelFormatException("the .onnx file has no graph; export the network again");
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new ModelFormatException($"the .onnx file is damaged or cut off ({failure.Message}); export or download it again", failure);
        }
    }

    private static OnnxModel ReadModel(OnnxMessage message)
    {
        var model = new OnnxModel();
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case ModelField.Graph:
                    model.HasGraph = true;
                    ReadGraph(model, message.Message());
                    break;
                case ModelField.OpsetImport:
                    ReadOpset(model, message.Message());
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return model;
    }

    private static void ReadOpset(OnnxModel model, OnnxMessage message)
    {
        var (domain, version) = ("", 0L);
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case OpsetField.Domain: domain = message.Text(); break;
                case OpsetField.Version: version = message.Int(); break;
                default: message.Skip(); break;
            }
        }

        if (domain is "" or "ai.onnx")
        {
            model.Opset = version;
        }
    }

    private static void ReadGraph(OnnxModel model, OnnxMessage message)
    {
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case GraphField.Node: model.Nodes.Add(ReadNode(message.Message())); break;
                case GraphField.Initializer: model.Initializers.Add(ReadTensor(message.Message())); break;
                case GraphField.Input: model.Inputs.Add(ReadValueInfo(message.Message())); break;
                case GraphField.Output: model.Outputs.Add(ReadValueInfo(message.Message())); break;
                default: message.Skip(); break;
            }
        }
    }

    private static OnnxNode ReadNode(OnnxMessage message)
    {
        var node = new OnnxNode();
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case NodeField.Input: node.Inputs.Add(message.Text()); break;
                case NodeField.Output: node.Outputs.Add(message.Text()); break;
                case NodeField.OpType: node.Op = message.Text(); break;
                case NodeField.Domain: node.Domain = message.Text(); break;
                case NodeField.Attribute:
                    var attribute = ReadAttribute(message.Message());
                    node.Attributes[attribute.Name] = attribute;
                    break;
                default: message.Skip(); break;
            }
        }

        return node;
    }

    private static OnnxAttribute ReadAttribute(OnnxMessage message)
    {
        var attribute = new OnnxAttribute();
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case AttributeField.Name: attribute.Name = message.Text(); break;
                case AttributeField.Float: attribute.Float = message.Float(); break;
                case AttributeField.Int: attribute.Int = message.Int(); break;
                case AttributeField.Text: attribute.Text = message.Text(); break;
                case AttributeField.Tensor: attribute.Tensor = ReadTensor(message.Message()); break;
                case AttributeField.Floats: message.Floats(attribute.Floats); break;
                case AttributeField.Ints: message.Ints(attribute.Ints); break;
                default: message.Skip(); break;
            }
        }

        return attribute;
    }

    private static OnnxTensor ReadTensor(OnnxMessage message)
    {
        const int elsewhere = 1;
        var tensor = new OnnxTensor();
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case TensorField.Dimensions: message.Ints(tensor.Dimensions); break;
                case TensorField.DataType: tensor.Type = (int)message.Int(); break;
                case TensorField.FloatData: message.Floats(tensor.Floats); break;
                case TensorField.Int32Data or TensorField.Int64Data or TensorField.UInt64Data: message.Ints(tensor.Integers); break;
                case TensorField.DoubleData: message.Doubles(tensor.Doubles); break;
                case TensorField.Name: tensor.Name = message.Text(); break;
                case TensorField.RawData: tensor.Raw = message.Bytes(); break;
                case TensorField.DataLocation: tensor.IsExternal = message.Int() == elsewhere; break;
                case TensorField.ExternalData: ReadEntry(tensor.External, message.Message()); break;
                default: message.Skip(); break;
            }
        }

        return tensor;
    }

    private static void ReadEntry(Dictionary<string, string> entries, OnnxMessage message)
    {
        var (key, value) = ("", "");
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case EntryField.Key: key = message.Text(); break;
                case EntryField.Value: value = message.Text(); break;
                default: message.Skip(); break;
            }
        }

        entries[key] = value;
    }

    private static OnnxValueInfo ReadValueInfo(OnnxMessage message)
    {
        var info = new OnnxValueInfo();
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case ValueInfoField.Name: info.Name = message.Text(); break;
                case ValueInfoField.Type: ReadType(info, message.Message()); break;
                default: message.Skip(); break;
            }
        }

        return info;
    }

    private static void ReadType(OnnxValueInfo info, OnnxMessage message)
    {
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case TypeField.Tensor: ReadTensorType(info, message.Message()); break;
                default: message.Skip(); break;
            }
        }
    }

    private static void ReadTensorType(OnnxValueInfo info, OnnxMessage message)
    {
        while (message.Next() is var field and not 0)
        {
            switch (field)
            {
                case TensorTypeField.ElementType: info.Type = OnnxTensors.TypeFromCode((int)message.Int()); break;
                case TensorTypeField.Shape: ReadShape(info, message.Message()); break;
                default: message.Skip(); break;
            }
        }
    }

    private static void ReadShape(OnnxValueInfo info, OnnxMessage message)
    {
        info.HasShape = true;
        while (message.Next() is var field and not 0)
        {
            if (field != ShapeField.Dimension)
            {
                message.Skip();
                continue;
            }

            var dimension = message.Message();
            long? value = null;
            var name = "?";
            while (dimension.Next() is var part and not 0)
            {
                switch (part)
                {
                    case DimensionField.Value: value = dimension.Int(); break;
                    case DimensionField.Name: name = dimension.Text(); break;
                    default: dimension.Skip(); break;
                }
            }

            info.Dimensions.Add(value);
            info.DimensionNames.Add(name);
        }
    }
}
