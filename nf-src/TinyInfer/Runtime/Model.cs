using System;

namespace TinyInfer
{
    /// <summary>A checked .tinf file. Several interpreters may share one model.</summary>
    public class Model
    {
        // Numbers, not sections: a field of a struct is an object of its own on the device's heap.
        private readonly int _metadataStart;
        private readonly int _metadataEnd;
        private readonly int _labelsStart;
        private readonly int _labelsEnd;

        internal Model(ModelSource source, byte[] bytes, SectionTable sections)
        {
            Source = source;
            Bytes = bytes;
            OpsStart = sections.Ops.Start;
            OpsEnd = sections.Ops.End;
            TensorsStart = sections.Tensors.Start;
            _metadataStart = sections.Metadata.Start;
            _metadataEnd = sections.Metadata.End;
            Section labels;
            MetadataReader.Find(bytes, sections.Metadata, MetadataReader.LabelsKey, out labels);
            _labelsStart = labels.Start;
            _labelsEnd = labels.End;
        }

        /// <summary>Multiply-accumulates of one inference.</summary>
        public int Macs
        {
            get { return BitConverter.ToInt32(Bytes, FileHeader.Macs); }
        }

        /// <summary>Bytes of the arena: inputs, outputs and everything between.</summary>
        public int ArenaBytes
        {
            get { return BitConverter.ToInt32(Bytes, FileHeader.ArenaBytes); }
        }

        /// <summary>Bytes of the whole file.</summary>
        public int FileBytes
        {
            get { return BitConverter.ToInt32(Bytes, FileHeader.FileBytes); }
        }

        /// <summary>Number of op records; <see cref="Interpreter.Step"/> evaluates one.</summary>
        public int OpCount
        {
            get { return BitConverter.ToUInt16(Bytes, FileHeader.OpCount); }
        }

        /// <summary>Number of <see cref="Interpreter.Input(int)"/>s.</summary>
        public int InputCount
        {
            get { return BitConverter.ToUInt16(Bytes, FileHeader.InputCount); }
        }

        /// <summary>Number of <see cref="Interpreter.Output(int)"/>s.</summary>
        public int OutputCount
        {
            get { return BitConverter.ToUInt16(Bytes, FileHeader.OutputCount); }
        }

        /// <summary>The name it was converted under; null if it has none.</summary>
        public string Name
        {
            get { return GetMetadata(MetadataReader.NameKey); }
        }

        /// <summary>Number of class labels, 0 if there are none.</summary>
        public int LabelCount
        {
            get
            {
                int count = _labelsEnd > _labelsStart ? 1 : 0;
                for (int i = _labelsStart; i < _labelsEnd; i++)
                {
                    if (Bytes[i] == '\n')
                    {
                        count++;
                    }
                }

                return count;
            }
        }

        /// <summary>Whether it was converted with "--target managed": its weights are then to be prepacked.</summary>
        internal bool IsForManagedKernels
        {
            get
            {
                Section target;
                return MetadataReader.Find(Bytes, Metadata, MetadataReader.TargetKey, out target)
                    && Utf8.IsAscii(Bytes, target.Start, target.End - target.Start, MetadataReader.ManagedTarget);
            }
        }

        private Section Metadata
        {
            get { return new Section { Start = _metadataStart, End = _metadataEnd }; }
        }

        internal ModelSource Source { get; }

        /// <summary>The file up to the end of its plan, or all of it where it is in an array.</summary>
        internal byte[] Bytes { get; }

        internal int OpsStart { get; }

        internal int OpsEnd { get; }

        internal int TensorsStart { get; }

        /// <summary>
        /// Checks the whole plan. Constant data is not read here, which would take an interpreting CLR seconds: call
        /// <see cref="Verify"/> where it may have been damaged.
        /// </summary>
        /// <exception cref="ArgumentNullException">There is no source.</exception>
        /// <exception cref="TinyInferException">The file is malformed, damaged, or of a version or with ops that are unknown here.</exception>
        public static Model Load(ModelSource source)
        {
            if (source == null)
            {
                throw new ArgumentNullException(nameof(source));
            }

            return ModelReader.Read(source);
        }

        /// <summary>Checks the constant data against its checksum.</summary>
        /// <exception cref="TinyInferException">DataChecksum.</exception>
        public void Verify()
        {
            uint stored = BitConverter.ToUInt32(Bytes, FileHeader.DataCrc);
            uint computed = Source.DataCrc();
            if (stored != computed)
            {
                throw new TinyInferException(ErrorCode.DataChecksum, FileHeader.DataCrc, (int)stored, (int)computed);
            }
        }

        /// <summary>The value of a metadata key; null if there is none.</summary>
        /// <exception cref="ArgumentNullException">There is no key.</exception>
        public string GetMetadata(string key)
        {
            if (key == null)
            {
                throw new ArgumentNullException(nameof(key));
            }

            Section value;
            return MetadataReader.Find(Bytes, Metadata, key, out value) ? Utf8.Decode(Bytes, value.Start, value.End - value.Start) : null;
        }

        /// <summary>The label of a class.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
        public string GetLabel(int index)
        {
            if (index < 0 || index >= LabelCount)
            {
                throw new ArgumentOutOfRangeException(nameof(index));
            }

            int start = _labelsStart;
            for (; index > 0; start++)
            {
                if (Bytes[start] == '\n')
                {
                    index--;
                }
            }

            int end = start;
            while (end < _labelsEnd && Bytes[end] != '\n')
            {
                end++;
            }

            return Utf8.Decode(Bytes, start, end - start);
        }
    }
}
