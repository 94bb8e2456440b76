namespace TinyInfer.Cli.Tests;

/// <summary>A folder for one test's files.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyinfer-cli-");

    public string Path => _folder.FullName;

    /// <summary>Names of all files in it.</summary>
    public IEnumerable<string> Files => _folder.EnumerateFiles().Select(file => file.Name).Order();

    public string this[string name] => System.IO.Path.Combine(_folder.FullName, name);

    public string Add(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public string Add(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
