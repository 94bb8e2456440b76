namespace TinyInfer
{
    /// <summary>
    /// The seam between the interpreter and what computes. A back end owns the arena; ops are named by the place of
    /// their record in the file. One back end object serves one open model.
    /// </summary>
    public abstract class Backend
    {
        /// <summary>A word for logs: "managed", "native".</summary>
        public abstract string Name { get; }

        /// <summary>Bytes it needs beside the arena; known after <see cref="Open"/>.</summary>
        public abstract int PersistentBytes { get; }

        /// <summary>Takes a checked model and allocates arena and persistent bytes.</summary>
        /// <exception cref="TinyInferException">OutOfMemory.</exception>
        public abstract void Open(Model model);

        /// <summary>Whether this back end can compute the op; known after <see cref="Open"/>.</summary>
        public abstract bool Supports(OpCode op);

        /// <summary>Does once what an op wants done before its first Eval.</summary>
        public abstract void Prepare(int record);

        /// <summary>Computes units [first, first + count) of one op. Allocates nothing, throws nothing.</summary>
        public abstract void Eval(int record, int first, int count);

        /// <summary>Copies arena bytes out.</summary>
        public abstract void Read(int arenaStart, sbyte[] destination, int destinationIndex, int count);

        /// <summary>Copies bytes into the arena.</summary>
        public abstract void Write(int arenaStart, sbyte[] source, int sourceIndex, int count);

        /// <summary>Gives everything back.</summary>
        public abstract void Close();
    }
}
