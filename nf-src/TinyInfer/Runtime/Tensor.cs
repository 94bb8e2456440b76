using System;

namespace TinyInfer
{
    /// <summary>
    /// An input or an output of the network, in NHWC order. Write inputs before Invoke, read outputs after it; Invoke may
    /// overwrite inputs. Real value = Scale * (int8 value - ZeroPoint). Reading and writing throw ObjectDisposedException
    /// once the interpreter is disposed of, and InvalidOperationException while another thread is using it.
    /// </summary>
    public class Tensor
    {
        private readonly Interpreter _interpreter;
        private readonly int _entry;
        private readonly int _start;

        internal Tensor(Interpreter interpreter, int entry)
        {
            _interpreter = interpreter;
            _entry = entry;
            byte[] bytes = interpreter.Model.Bytes;
            _start = BitConverter.ToInt32(bytes, entry + TensorEntry.ArenaStart);
            ElementType = (ElementType)bytes[entry + TensorEntry.ArenaType];
            ElementCount = BitConverter.ToInt32(bytes, entry + TensorEntry.ArenaBytes) / (ElementType == ElementType.Int32 ? 4 : 1);
            Scale = BitConverter.ToSingle(bytes, entry + TensorEntry.Scale);
            ZeroPoint = BitConverter.ToInt32(bytes, entry + TensorEntry.ZeroPoint);
        }

        /// <summary>The source network's name of it. Decoded at every call.</summary>
        public string Name
        {
            get
            {
                byte[] bytes = _interpreter.Model.Bytes;
                int start = BitConverter.ToInt32(bytes, _entry + TensorEntry.NameStart);
                return Utf8.Decode(bytes, start, BitConverter.ToInt32(bytes, _entry + TensorEntry.NameBytes));
            }
        }

        /// <summary>Number of dimensions, 0 … 6.</summary>
        public int Rank
        {
            get { return BitConverter.ToUInt16(_interpreter.Model.Bytes, _entry + TensorEntry.Rank); }
        }

        /// <summary>Product of the dimensions, 1 for a scalar.</summary>
        public int ElementCount { get; }

        /// <summary>Bytes in the arena.</summary>
        public int ByteCount
        {
            get { return BitConverter.ToInt32(_interpreter.Model.Bytes, _entry + TensorEntry.ArenaBytes); }
        }

        /// <summary>What is in the arena: INT8, or INT32 where the network computes indices.</summary>
        public ElementType ElementType { get; }

        /// <summary>
        /// What the source network has here: INT8, INT32, or FLOAT32 or UINT8 where it converts at its edges. A UINT8 value is
        /// the int8 value + 128; FLOAT32 values are written and read as floats.
        /// </summary>
        public ElementType AppType
        {
            get { return (ElementType)_interpreter.Model.Bytes[_entry + TensorEntry.AppType]; }
        }

        /// <summary>Real units a step of the int8 value; 0 where the type is not quantised.</summary>
        public float Scale { get; }

        /// <summary>The int8 value of real 0, -128 … 127; 0 where the type is not quantised.</summary>
        public int ZeroPoint { get; }

        /// <summary>Size along an axis, 0 = outermost.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
        public int Dimension(int axis)
        {
            if (axis < 0 || axis >= Rank)
            {
                throw new ArgumentOutOfRangeException(nameof(axis));
            }

            return BitConverter.ToInt32(_interpreter.Model.Bytes, _entry + TensorEntry.Dims + 4 * axis);
        }

        /// <summary>An int8 element, in NHWC order.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public sbyte ReadInt8(int index)
        {
            CheckElement(index, ElementType.Int8);
            sbyte[] element = _interpreter.Element;
            _interpreter.OpenBackend().Read(_start + index, element, 0, 1);
            return element[0];
        }

        /// <summary>Sets an int8 element, in NHWC order.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void WriteInt8(int index, sbyte value)
        {
            CheckElement(index, ElementType.Int8);
            sbyte[] element = _interpreter.Element;
            element[0] = value;
            _interpreter.OpenBackend().Write(_start + index, element, 0, 1);
        }

        /// <summary>All elements.</summary>
        /// <exception cref="ArgumentException">The array does not have <see cref="ElementCount"/> elements.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void Read(sbyte[] destination)
        {
            CheckArray(destination);
            CheckType(ElementType.Int8);
            _interpreter.OpenBackend().Read(_start, destination, 0, destination.Length);
        }

        /// <summary>All elements.</summary>
        /// <exception cref="ArgumentException">The array does not have <see cref="ElementCount"/> elements.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void Write(sbyte[] source)
        {
            CheckArray(source);
            CheckType(ElementType.Int8);
            _interpreter.OpenBackend().Write(_start, source, 0, source.Length);
        }

        /// <summary>The real value of an int8 element.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public float ReadFloat(int index)
        {
            return Scale * (ReadInt8(index) - ZeroPoint);
        }

        /// <summary>
        /// Quantises: round(value / Scale) + ZeroPoint, ties away from zero, clamped to int8; NaN becomes the zero point.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void WriteFloat(int index, float value)
        {
            WriteInt8(index, Quantize(value));
        }

        /// <summary>The real values of all elements.</summary>
        /// <exception cref="ArgumentException">The array does not have <see cref="ElementCount"/> elements.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void Read(float[] destination)
        {
            CheckArray(destination);
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = ReadFloat(i);
            }
        }

        /// <summary>Quantises all elements, as <see cref="WriteFloat"/> does.</summary>
        /// <exception cref="ArgumentException">The array does not have <see cref="ElementCount"/> elements.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public void Write(float[] source)
        {
            CheckArray(source);
            for (int i = 0; i < source.Length; i++)
            {
                WriteFloat(i, source[i]);
            }
        }

        /// <summary>An int32 element, as ARG_MAX gives.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not int32.</exception>
        public int ReadInt32(int index)
        {
            CheckElement(index, ElementType.Int32);
            sbyte[] bytes = _interpreter.Element;
            _interpreter.OpenBackend().Read(_start + 4 * index, bytes, 0, 4);
            return (byte)bytes[0] | (byte)bytes[1] << 8 | (byte)bytes[2] << 16 | bytes[3] << 24;
        }

        /// <summary>Index of the first largest int8 element.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public int ArgMax()
        {
            int best = 0;
            sbyte largest = ReadInt8(0);
            for (int i = 1; i < ElementCount; i++)
            {
                sbyte value = ReadInt8(i);
                if (value > largest)
                {
                    best = i;
                    largest = value;
                }
            }

            return best;
        }

        /// <summary>The label of the arg-max; null if the model has no label for it.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not int8.</exception>
        public string ArgMaxLabel()
        {
            int best = ArgMax();
            return best < _interpreter.Model.LabelCount ? _interpreter.Model.GetLabel(best) : null;
        }

        private sbyte Quantize(float value)
        {
            // On a device NaN compares as if it were large.
            if (float.IsNaN(value))
            {
                return (sbyte)ZeroPoint;
            }

            // From 512 on no zero point brings a value back.
            float scaled = value / Scale;
            scaled = scaled < -512 ? -512 : scaled > 512 ? 512 : scaled;
            int rounded = (int)scaled;
            float rest = scaled - rounded;
            rounded += rest >= 0.5f ? 1 : rest <= -0.5f ? -1 : 0;
            rounded += ZeroPoint;
            return (sbyte)(rounded < sbyte.MinValue ? sbyte.MinValue : rounded > sbyte.MaxValue ? sbyte.MaxValue : rounded);
        }

        private void CheckElement(int index, ElementType type)
        {
            if (index < 0 || index >= ElementCount)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            CheckType(type);
        }

        private void CheckType(ElementType type)
        {
            if (ElementType != type)
            {
                throw new InvalidOperationException();
            }
        }

        private void CheckArray(Array array)
        {
            if (array == null)
            {
                throw new ArgumentNullException(nameof(array));
            }

            if (array.Length != ElementCount)
            {
                throw new ArgumentException(nameof(array));
            }
        }
    }
}
