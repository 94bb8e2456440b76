using System.Buffers.Binary;
using TinyInfer.Testing;
using StandardCrc32 = System.IO.Hashing.Crc32;

namespace TinyInfer.Runtime.Tests.Mutations;

/// <summary>Damages .tinf files: the same ways for the same seed.</summary>
internal sealed class Mutator(SeededRandom random)
{
    private const int MostGrowth = 64;
    private const int MostHealing = 8;

    /// <summary>What breaks readers: the ends of every width, and what is just beyond.</summary>
    private static readonly int[] Hostile =
    [
        0, 1, -1, 2, 3, 4, 15, 16, 31, 32, 127, 128, -128, 255, 256, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x10001,
        0x3FFFFFFF, 0x40000000, 0x7FFFFFF0, int.MaxValue, int.MinValue, int.MinValue + 1, -16, -4,
    ];

    public byte[] Damage(byte[] original)
    {
        var file = original.ToArray();
        for (var times = random.Pick(1, 1, 1, 2, 3); times > 0 && file.Length > 0; times--)
        {
            file = random.Next(0, 15) switch
            {
                0 => Cut(file),
                1 => Grow(file),
                < 5 => FlipBit(file),
                < 11 => Overwrite(file),
                < 14 => Nudge(file),
                _ => CopyField(file),
            };
        }

        return file;
    }

    /// <summary>Makes length and checksums fit again, so that the checks behind them are reached.</summary>
    public static void Repair(byte[] file)
    {
        if (file.Length < FileHeader.Size)
        {
            return;
        }

        Write(file, FileHeader.FileBytes, file.Length);
        var planBytes = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(FileHeader.PlanBytes));
        if (planBytes < FileHeader.Size || planBytes > file.Length)
        {
            return;
        }

        Write(file, FileHeader.DataCrc, (int)StandardCrc32.HashToUInt32(file.AsSpan(planBytes)));
        var plan = new StandardCrc32();
        plan.Append(file.AsSpan(0, FileHeader.PlanCrc));
        plan.Append(file.AsSpan((FileHeader.PlanCrc + 4)..planBytes));
        Write(file, FileHeader.PlanCrc, (int)plan.GetCurrentHashAsUInt32());
    }

    /// <summary>
    /// Believes what the reader says it expected, again and again: an arena, a number of units or of MACs that fits the
    /// damage. What is accepted then has geometry that no converter ever wrote.
    /// </summary>
    public static void Heal(byte[] file)
    {
        for (var times = 0; times < MostHealing; times++)
        {
            Repair(file);
            try
            {
                Model.Load(ModelSource.FromArray(file));
                return;
            }
            catch (TinyInferException refusal) when (refusal.Code is ErrorCode.ShapeMismatch or ErrorCode.OutOfRange && refusal.Place <= file.Length - 4)
            {
                if (refusal.Code == ErrorCode.OutOfRange && refusal.Available == Get(file, FileHeader.ArenaBytes, 4) && refusal.Needed > refusal.Available)
                {
                    Write(file, FileHeader.ArenaBytes, RoundUp(refusal.Needed));
                }
                else if (refusal.Place == FileHeader.ArenaBytes)
                {
                    Write(file, FileHeader.ArenaBytes, RoundUp(refusal.Available));
                }
                else if (Get(file, refusal.Place, 4) == refusal.Needed)
                {
                    Write(file, refusal.Place, refusal.Available);
                }
                else
                {
                    return;
                }
            }
            catch (TinyInferException)
            {
                return;
            }
        }

        Repair(file);
    }

    private static int RoundUp(int bytes) => (int)Math.Min((bytes + 15L) & ~15L, int.MaxValue);

    private byte[] Cut(byte[] file) => file[..random.Next(0, file.Length - 1)];

    private byte[] Grow(byte[] file) => [.. file, .. TfliteBuilder.Bytes(random.NextInt8s(random.Next(1, MostGrowth)))];

    private byte[] FlipBit(byte[] file)
    {
        file[random.Next(0, file.Length - 1)] ^= (byte)(1 << random.Next(0, 7));
        return file;
    }

    private byte[] Overwrite(byte[] file) => SetField(file, random.Pick(1, 2, 4, 4), random.Pick(Hostile));

    /// <summary>A little more or less than what is there.</summary>
    private byte[] Nudge(byte[] file)
    {
        var width = random.Pick(1, 2, 4);
        var at = Field(file, width);
        return at < 0 ? file : Put(file, at, width, Get(file, at, width) + random.Pick(-16, -4, -2, -1, 1, 2, 4, 16));
    }

    /// <summary>A number that makes sense elsewhere in the file.</summary>
    private byte[] CopyField(byte[] file)
    {
        var from = Field(file, 4);
        return from < 0 ? file : SetField(file, 4, Get(file, from, 4));
    }

    private byte[] SetField(byte[] file, int width, int value)
    {
        var at = Field(file, width);
        return at < 0 ? file : Put(file, at, width, value);
    }

    /// <summary>A place for a number, aligned as the format's fields are; -1 if there is none.</summary>
    private int Field(byte[] file, int width) => file.Length < width ? -1 : random.Next(0, (file.Length - width) / width) * width;

    private static int Get(byte[] file, int at, int width) => width switch
    {
        1 => file[at],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)),
        _ => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at)),
    };

    private static byte[] Put(byte[] file, int at, int width, int value)
    {
        for (var i = 0; i < width; i++)
        {
            file[at + i] = (byte)(value >> 8 * i);
        }

        return file;
    }

    private static void Write(byte[] file, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
}
