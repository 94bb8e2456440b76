using System.Runtime.InteropServices;

namespace TinyInfer.NativeHost;

/// <summary>The loaded library: the functions of native-interop/include/tinyinfer/tinyinfer.h. It stays loaded.</summary>
internal sealed unsafe class NativeKernels
{
    /// <summary>TI_ABI_VERSION that this code was written for.</summary>
    public const int AbiVersion = 1;

    private static readonly Lazy<NativeKernels> _ofThisProcess = new(() => new NativeKernels(NativeLibraryPath.Find()));

    private readonly nint _library;

    /// <exception cref="NativeLibraryException">It cannot be loaded, or is of another version.</exception>
    public NativeKernels(string path)
    {
        try
        {
            _library = NativeLibrary.Load(path);
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException)
        {
            throw new NativeLibraryException($"the native kernels' library '{path}' cannot be loaded: {failure.Message.TrimEnd('.')}. Build it again on this machine.");
        }

        Query = (delegate* unmanaged[Cdecl]<int, int>)Export(path, "ti_query");
        var version = Query((int)QueryItem.AbiVersion);
        if (version != AbiVersion)
        {
            throw new NativeLibraryException($"the native kernels' library '{path}' has ABI version {version}, and this tool needs {AbiVersion}. Build it from the same checkout as the tool.");
        }

        Open = (delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, NativeNeeds*, int>)Export(path, "ti_open");
        Attach = (delegate* unmanaged[Cdecl]<NativeContext*, byte*, void*, uint, void*, uint, int>)Export(path, "ti_attach");
        Prepare = (delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, int>)Export(path, "ti_prepare");
        Eval = (delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, uint, uint, int>)Export(path, "ti_eval");
        Read = (delegate* unmanaged[Cdecl]<NativeContext*, uint, void*, uint, int>)Export(path, "ti_read");
        Write = (delegate* unmanaged[Cdecl]<NativeContext*, uint, void*, uint, int>)Export(path, "ti_write");
        PathOf = (delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, byte*>)Export(path, "ti_path");
        Close = (delegate* unmanaged[Cdecl]<NativeContext*, int>)Export(path, "ti_close");
    }

    /// <exception cref="NativeLibraryException">There is none, or none that fits.</exception>
    public static NativeKernels OfThisProcess => _ofThisProcess.Value;

    public delegate* unmanaged[Cdecl]<int, int> Query { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, NativeNeeds*, int> Open { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, byte*, void*, uint, void*, uint, int> Attach { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, int> Prepare { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, uint, uint, int> Eval { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, uint, void*, uint, int> Read { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, uint, void*, uint, int> Write { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, byte*, uint, byte*> PathOf { get; }

    public delegate* unmanaged[Cdecl]<NativeContext*, int> Close { get; }

    private void* Export(string path, string name) => NativeLibrary.TryGetExport(_library, name, out var address)
        ? (void*)address
        : throw new NativeLibraryException($"'{path}' is not the native kernels' library: it has no function {name}. Build that one from the same checkout as the tool.");
}
