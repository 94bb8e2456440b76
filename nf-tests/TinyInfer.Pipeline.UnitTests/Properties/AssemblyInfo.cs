using System.Reflection;

[assembly: AssemblyTitle("TinyInfer.Pipeline.UnitTests")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
