using System.Reflection;

[assembly: AssemblyTitle("TinyInfer.Sensors.UnitTests")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
