using System.Xml.Linq;

namespace TestAll;

/// <summary>Reads the results file of one test project.</summary>
internal static class TrxResults
{
    private static readonly XNamespace Ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    public static TestRun Read(string project, XDocument trx, TimeSpan elapsed)
    {
        var classes = trx.Descendants(Ns + "UnitTest").ToDictionary(test => test.Attribute("id")!.Value, ClassName);
        var passed = 0;
        var failed = new List<TestNote>();
        var skipped = new List<TestNote>();

        // A data-driven test encloses the results of its rows; the rows are what ran.
        foreach (var result in trx.Descendants(Ns + "UnitTestResult").Where(result => result.Element(Ns + "InnerResults") is null))
        {
            var note = new TestNote(
                $"{classes.GetValueOrDefault(result.Attribute("testId")!.Value, project)}.{result.Attribute("testName")!.Value}",
                Message(result));
            switch (result.Attribute("outcome")?.Value)
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skipped.Add(note);
                    break;
                case var other:
                    failed.Add(note with { Message = note.Message.Length > 0 ? note.Message : $"outcome {other}" });
                    break;
            }
        }

        // A test host that dies leaves an error here and fewer results than there are tests.
        failed.AddRange(trx.Descendants(Ns + "RunInfo")
            .Where(info => info.Attribute("outcome")?.Value == "Error")
            .Select(info => new TestNote(project, info.Value.Trim())));
        return new TestRun(project, passed, failed, skipped, elapsed);
    }

    private static string ClassName(XElement test)
    {
        var name = test.Element(Ns + "TestMethod")?.Attribute("className")?.Value ?? "";
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static string Message(XElement result) =>
        result.Descendants(Ns + "ErrorInfo").Elements(Ns + "Message").FirstOrDefault()?.Value.Trim() ?? "";
}
