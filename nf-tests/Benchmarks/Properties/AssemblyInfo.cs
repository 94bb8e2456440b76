using System.Reflection;

[assembly: AssemblyTitle("Benchmarks")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
