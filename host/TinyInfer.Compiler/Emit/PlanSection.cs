namespace TinyInfer.Compiler.Emit;

/// <summary>A section before the data: its length is known before it is written.</summary>
/// <param name="Kind">A <see cref="SectionKind"/>.</param>
/// <param name="Write">Writes it into the whole file's bytes from the given start on.</param>
internal sealed record PlanSection(int Kind, bool IsRequired, int Length, Action<byte[], int> Write);
