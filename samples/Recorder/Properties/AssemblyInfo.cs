using System.Reflection;

[assembly: AssemblyTitle("Recorder")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
