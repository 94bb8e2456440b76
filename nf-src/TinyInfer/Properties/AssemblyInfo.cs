using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("TinyInfer")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]

// Device test assemblies all have this name: the test framework's launcher looks for it.
[assembly: InternalsVisibleTo("NFUnitTest")]

// Benchmarks compare kernels with plain ones.
[assembly: InternalsVisibleTo("Benchmarks")]

// Its sources and back ends are of this assembly's kind.
[assembly: InternalsVisibleTo("TinyInfer.Native")]
