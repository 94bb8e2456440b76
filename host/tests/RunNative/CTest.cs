using System.Xml.Linq;
using TinyInfer.Bench;

namespace RunNative;

/// <summary>The tests that a build folder has by itself.</summary>
internal static class CTest
{
    public static void Run(string folder, Results results)
    {
        var junit = Path.Combine(folder, "ctest.xml");
        File.Delete(junit);
        var run = NativeProcess.Run(folder, "ctest", ["--test-dir", folder, "--output-junit", junit]);
        if (!File.Exists(junit))
        {
            results.Fail("ctest", run.LastLines(10));
            return;
        }

        foreach (var test in XDocument.Load(junit).Descendants("testcase"))
        {
            var name = $"ctest.{test.Attribute("name")?.Value}";
            if (test.Attribute("status")?.Value == "run")
            {
                results.Pass();
            }
            else
            {
                results.Fail(name, LastLines(test.Element("system-out")?.Value ?? ""));
            }
        }
    }

    private static string LastLines(string output) => string.Join('\n', output.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(10));
}
