using System.Reflection;

[assembly: AssemblyTitle("KeywordSpotting")]
[assembly: AssemblyProduct("TinyInfer")]
[assembly: AssemblyCompany("TinyInfer contributors")]
[assembly: AssemblyCopyright("Copyright (c) TinyInfer contributors")]
