namespace TinyInfer.Cli.Tests;

/// <summary>The sentences for what the runtime finds wrong with a model.</summary>
[TestClass]
public class ErrorTextTests
{
    private const int Place = 1234;
    private const int Found = 56;
    private const int Expected = 78;

    /// <summary>All but the codes below have something that was found beside something that was expected.</summary>
    private static readonly ErrorCode[] FoundOnly = [ErrorCode.UnknownSection, ErrorCode.MissingSection, ErrorCode.UnknownOp, ErrorCode.OutOfMemory];

    /// <summary>What comes behind OutOfMemory is about flash and firmware: only a board says it.</summary>
    public static IEnumerable<object[]> Codes => Enum.GetValues<ErrorCode>().Where(code => code <= ErrorCode.OutOfMemory).Select(code => new object[] { code });

    [TestMethod]
    [DynamicData(nameof(Codes))]
    public void Sentence_ofAnyCode_namesTheFileWhatWasFoundAndARemedy(ErrorCode code)
    {
        var sentence = Sentence(code, Found, Expected);

        Assert.StartsWith("model file 'net.tinf': ", sentence);
        Assert.DoesNotContain($"error {(int)code}", sentence);
        Assert.Contains(code is ErrorCode.PlanChecksum or ErrorCode.DataChecksum or ErrorCode.BadMagic ? "38" : "56", sentence);
        Assert.IsTrue(new[] { "copy it again", "convert", "Update the tool", "smaller network" }.Any(sentence.Contains), sentence);
        if (!FoundOnly.Contains(code))
        {
            Assert.IsTrue(new[] { "78", "0x0000004E", "'TINF'" }.Any(sentence.Contains), sentence);
        }
    }

    [TestMethod]
    public void Sentence_ofAValueWithoutAnotherOne_offersNone()
    {
        Assert.Contains("at byte 1,234 a field holds 56, which it may not; the nearest that it may is 78.", Sentence(ErrorCode.BadValue, Found, Expected));
        Assert.Contains("at byte 1,234 a field holds 56, which it may not. ", Sentence(ErrorCode.BadValue, Found, Found));
    }

    private static string Sentence(ErrorCode code, int needed, int available) =>
        ErrorText.BadModel("net.tinf", new TinyInferException(code, Place, needed, available)).Message;
}
