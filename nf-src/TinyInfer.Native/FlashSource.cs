using System;
using System.Reflection;

namespace TinyInfer
{
    /// <summary>
    /// A model that is read where it lies in flash, by <see cref="NativeBackend"/>: only its plan, a kilobyte or two, comes onto
    /// the managed heap. Model.Load throws a TinyInferException: NoNativeKernels, NotFound, NotFlash, Misaligned, or what is
    /// wrong with the file.
    /// </summary>
    public class FlashSource : ModelSource
    {
        private const string ResourceEnding = ".nanoresources";
        private const int FileSpace = 1;

        private readonly Assembly _assembly;
        private readonly string _name;
        private readonly int _number;
        private readonly int _length;

        private FlashSource(Assembly assembly, string name, int number, int length)
            : base(null)
        {
            _assembly = assembly;
            _name = name;
            _number = number;
            _length = length;
        }

        /// <summary>
        /// A binary resource of a deployed assembly. It must start at a multiple of four bytes, which only the first resource of
        /// an assembly is sure to do: give the model an assembly of its own, as the tool's pack does.
        /// </summary>
        /// <param name="assembly">The one that has it, as in typeof(Resources).Assembly.</param>
        /// <param name="baseName">As the ResourceManager gets it: "MyApp.Resources".</param>
        /// <param name="id">As in (short)Resources.BinaryResources.model.</param>
        /// <exception cref="ArgumentNullException">There is no assembly or name.</exception>
        public static ModelSource FromResource(Assembly assembly, string baseName, short id)
        {
            if (assembly == null || baseName == null)
            {
                throw new ArgumentNullException();
            }

            return new FlashSource(assembly, baseName + ResourceEnding, id, 0);
        }

        /// <summary>A partition of an ESP32's flash, which begins with the file.</summary>
        /// <exception cref="ArgumentNullException">There is no name.</exception>
        public static ModelSource FromPartition(string name)
        {
            if (name == null)
            {
                throw new ArgumentNullException();
            }

            return new FlashSource(null, name, 0, 0);
        }

        /// <summary>Flash that is mapped into memory, as that of STM32 and RP2040 is; it begins with the file.</summary>
        /// <param name="address">Of the first byte, a multiple of 4.</param>
        /// <param name="length">Bytes that may be read from there; 0 for all up to the end of flash.</param>
        public static ModelSource FromAddress(uint address, int length)
        {
            return new FlashSource(null, null, (int)address, length);
        }

        /// <summary>An open model, which who calls this closes.</summary>
        internal int Open()
        {
            if (!NativeBackend.IsAvailable)
            {
                throw new TinyInferException(ErrorCode.NoNativeKernels, 0, NativeBackend.AbiVersion, 0);
            }

            return NativeBackend.Opened(_assembly != null
                ? Externs.NativeOpenResource(_assembly, _name, _number)
                : Externs.NativeOpenRegion(_name, _number, _length));
        }

        internal override byte[] ReadPlan()
        {
            int model = Open();
            try
            {
                byte[] start = Read(model, FileHeader.PlanBytes + 4);
                return Read(model, BitConverter.ToInt32(start, FileHeader.PlanBytes));
            }
            finally
            {
                Externs.NativeClose(model);
            }
        }

        internal override byte[] ReadFile()
        {
            int model = Open();
            try
            {
                return Read(model, Externs.NativeQuery(model, QueryItem.ModelBytes, 0));
            }
            finally
            {
                Externs.NativeClose(model);
            }
        }

        internal override uint DataCrc()
        {
            int model = Open();
            uint crc = (uint)Externs.NativeQuery(model, QueryItem.DataCrc, 0);
            Externs.NativeClose(model);
            return crc;
        }

        private static byte[] Read(int model, int count)
        {
            byte[] bytes;
            try
            {
                bytes = new byte[count];
            }
            catch (OutOfMemoryException)
            {
                throw new TinyInferException(ErrorCode.OutOfMemory, 0, count, 0);
            }

            NativeBackend.Require(Externs.NativeRead(model, FileSpace, 0, bytes, 0, count));
            return bytes;
        }
    }
}
