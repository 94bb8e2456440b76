using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("TinyInfer.Native")]
[assembly: AssemblyProduct("TinyInfer.Native")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]

// Of the native half, native-interop/interop: the same number is there and in the package's description.
[assembly: AssemblyNativeVersion("1.0.0.0")]

// Device test assemblies all have this name: the test framework's launcher looks for it.
[assembly: InternalsVisibleTo("NFUnitTest")]

// Benchmarks measure a native call.
[assembly: InternalsVisibleTo("Benchmarks")]
