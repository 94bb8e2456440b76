using System.Reflection;
using System.Runtime.CompilerServices;

[assembly: AssemblyTitle("TinyInfer.Pipeline")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]

// Device test assemblies all have this name: the test framework's launcher looks for it.
[assembly: InternalsVisibleTo("NFUnitTest")]
