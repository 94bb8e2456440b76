using System.Security.Cryptography;
using System.Text;

namespace TinyInfer.Compiler.Packing;

/// <summary>
/// A nanoFramework project that has a model as its only resource: the first resource of an assembly starts at a multiple of
/// four bytes, wherever the assembly is deployed, and so can be read in place.
/// </summary>
public sealed class ModelAssembly
{
    private const string ResourceName = "model";

    private readonly byte[] _file;

    /// <param name="name">Of assembly, namespace and folder.</param>
    /// <param name="file">The .tinf file.</param>
    public ModelAssembly(string name, byte[] file)
    {
        if (!IsName(name))
        {
            throw new ArgumentException($"'{name}' is no C# identifier.", nameof(name));
        }

        Name = name;
        _file = file;
    }

    public string Name { get; }

    /// <summary>As nanoFramework's ResourceManager names it.</summary>
    public string BaseName => $"{Name}.Resources";

    public short ResourceId => IdOf(ResourceName);

    /// <summary>What a C# namespace may be called, so that it can be an assembly's name as well.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <summary>A name made of a file's: "person detect-2.tinf" gives "PersonDetect2Model".</summary>
    public static string NameFor(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var parts = name.Split([.. name.Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        name = string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        return (name.Length > 0 && char.IsAsciiLetter(name[0]) ? name : "The" + name) + "Model";
    }

    /// <summary>The hash of its name by which a device finds a resource; the metadata processor defines it.</summary>
    public static short IdOf(string name)
    {
        const int Seed = (5381 << 16) + 5381;
        int even = Seed, odd = Seed;
        for (var i = 0; i < name.Length; i++)
        {
            ref var hash = ref i % 2 == 0 ? ref even : ref odd;
            hash = ((hash << 5) + hash) ^ name[i];
        }

        var sum = even + odd * 1566083941;
        return (short)((short)(sum >> 16) ^ (short)sum);
    }

    /// <summary>All files, by their paths in the project's folder.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files() =>
    [
        ($"{Name}.nfproj", Text(ProjectText())),
        ("packages.config", Text(Packages)),
        ("Resources.resx", Text(Resx)),
        ("InFlash.cs", Text(ClassText())),
        ("Properties/AssemblyInfo.cs", Text($"using System.Reflection;\n\n[assembly: AssemblyTitle(\"{Name}\")]\n[assembly: AssemblyVersion(\"1.0.0.0\")]\n")),
        ($"{ResourceName}.tinf", _file),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n"));

    private string ClassText() =>
        $$"""
        using System.Reflection;

        namespace {{Name}}
        {
            /// <summary>The model of this assembly, for FlashSource.FromResource(InFlash.Assembly, InFlash.BaseName, InFlash.Id).</summary>
            public static class InFlash
            {
                public const string BaseName = "{{BaseName}}";

                public const short Id = {{ResourceId}};

                public static Assembly Assembly
                {
                    get { return typeof(InFlash).Assembly; }
                }
            }
        }

        """;

    /// <summary>The same project for the same name, whenever it is made.</summary>
    private string Guid() => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, 16)).ToString();

    private string ProjectText() =>
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <Project ToolsVersion="Current" DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <PropertyGroup Label="Globals">
            <NanoFrameworkProjectSystemPath>$(MSBuildExtensionsPath)\nanoFramework\v1.0\</NanoFrameworkProjectSystemPath>
          </PropertyGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.Default.props')" />
          <PropertyGroup>
            <Configuration Condition=" '$(Configuration)' == '' ">Debug</Configuration>
            <Platform Condition=" '$(Platform)' == '' ">AnyCPU</Platform>
            <ProjectTypeGuids>{"{11A8DD76-328B-46DF-9F39-F559912D0360};{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}"}</ProjectTypeGuids>
            <ProjectGuid>{Guid()}</ProjectGuid>
            <OutputType>Library</OutputType>
            <AppDesignerFolder>Properties</AppDesignerFolder>
            <FileAlignment>512</FileAlignment>
            <RootNamespace>{Name}</RootNamespace>
            <AssemblyName>{Name}</AssemblyName>
            <TargetFrameworkVersion>v1.0</TargetFrameworkVersion>
            <LangVersion>9.0</LangVersion>
          </PropertyGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.props" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.props')" />
          <ItemGroup>
            <None Include="{ResourceName}.tinf" />
            <None Include="packages.config" />
          </ItemGroup>
          <ItemGroup>
            <Compile Include="InFlash.cs" />
            <Compile Include="Properties\AssemblyInfo.cs" />
          </ItemGroup>
          <!-- No other resource: only the first one of an assembly is sure to be aligned. -->
          <ItemGroup>
            <EmbeddedResource Include="Resources.resx" />
          </ItemGroup>
          <ItemGroup>
            <Reference Include="mscorlib, Version=1.17.11.0, Culture=neutral, PublicKeyToken=c07d481e9758c731">
              <HintPath>..\packages\nanoFramework.CoreLibrary.1.17.11\lib\mscorlib.dll</HintPath>
            </Reference>
          </ItemGroup>
          <Import Project="$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets" Condition="Exists('$(NanoFrameworkProjectSystemPath)NFProjectSystem.CSharp.targets')" />
          <ProjectExtensions>
            <ProjectCapabilities>
              <ProjectConfigurationsDeclaredAsItems />
            </ProjectCapabilities>
          </ProjectExtensions>
        </Project>

        """;

    private const string Packages =
        """
        <?xml version="1.0" encoding="utf-8"?>
        <packages>
          <package id="nanoFramework.CoreLibrary" version="1.17.11" targetFramework="netnano1.0" />
        </packages>

        """;

    private const string Resx =
        $"""
        <?xml version="1.0" encoding="utf-8"?>
        <root>
          <resheader name="resmimetype">
            <value>text/microsoft-resx</value>
          </resheader>
          <resheader name="version">
            <value>2.0</value>
          </resheader>
          <resheader name="reader">
            <value>System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value>
          </resheader>
          <resheader name="writer">
            <value>System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value>
          </resheader>
          <assembly alias="System.Windows.Forms" name="System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089" />
          <data name="{ResourceName}" type="System.Resources.ResXFileRef, System.Windows.Forms">
            <value>{ResourceName}.tinf;System.Byte[], mscorlib, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089</value>
          </data>
        </root>

        """;
}
