using System.Text;
using TinyInfer.Cli;
using TinyInfer.Cli.Output;

// The pictures use characters that some consoles' own encodings lack.
Console.OutputEncoding = Encoding.UTF8;
return new Tool(Terminal.OfProcess()).Run(args);
