using RunNative;
using TinyInfer.Bench;

// host                       native-interop's own tests on this machine, under AddressSanitizer and UBSan
// firmware                   the CMake module for nanoFramework's firmware, in a stand-in for its build
// boards                     boards/ against a checkout of nf-interpreter
// TARGET [BACK_END]          the reference vectors on an emulated core; the environment says where the back end's library is
//
// Prints a line for each test that did not pass, and as the last one "N passed, N failed, N skipped".
var results = new Results(Console.Out);
var checkout = NativeBuild.FindCheckout(AppContext.BaseDirectory);
try
{
    switch (args)
    {
        case ["host"]:
            new HostRun(checkout, results).Run();
            break;

        case ["boards"]:
            new BoardsRun(checkout, results).Run();
            break;

        case ["firmware"]:
            new FirmwareRun(checkout, results).Run();
            break;

        case [var name, ..] when NativeTarget.All.FirstOrDefault(target => target.Name == name) is { } target:
            new TargetRun(checkout, target, BackEnd(args.ElementAtOrDefault(1)), results).Run();
            break;

        default:
            Console.Error.WriteLine($"host | firmware | boards | {string.Join(" | ", NativeTarget.All.Select(target => target.Name))} [portable | own | cmsis_nn | cmsis_nn+own | esp_nn]");
            return 2;
    }
}
catch (BenchException failure)
{
    results.Fail(string.Join(' ', args), failure.Message);
}

return results.Finish();

static NativeBackEnd BackEnd(string? name) => name switch
{
    null or "portable" => NativeBackEnd.Portable,
    "own" => NativeBackEnd.Own,
    "cmsis_nn" => NativeBackEnd.CmsisNn(Folder(NativeBackEnd.CmsisNnVariable)),
    "cmsis_nn+own" => NativeBackEnd.CmsisNnAndOwn(Folder(NativeBackEnd.CmsisNnVariable)),
    "esp_nn" => NativeBackEnd.EspNn(Folder(NativeBackEnd.EspNnVariable)),
    _ => throw new BenchException($"back end '{name}' does not exist; expected portable, own, cmsis_nn, cmsis_nn+own or esp_nn."),
};

static string Folder(string variable) =>
    Environment.GetEnvironmentVariable(variable) is { Length: > 0 } folder ? folder : throw new BenchException($"{variable} is not set.");
