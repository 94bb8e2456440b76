using System.Reflection;

[assembly: AssemblyTitle("VibrationAnomaly")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
