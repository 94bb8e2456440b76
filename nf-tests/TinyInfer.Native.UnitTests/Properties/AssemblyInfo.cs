using System.Reflection;

[assembly: AssemblyTitle("TinyInfer.Native.UnitTests")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
