using System.Numerics;
using System.Runtime.InteropServices;

namespace TinyInfer.Compiler.Reference;

/// <summary>Products of float vectors, as wide as the processor has them.</summary>
internal static class Vectors
{
    /// <summary>The dot products of one vector with each row of a matrix, plus what the output holds already.</summary>
    /// <param name="rows">[output.Length, vector.Length].</param>
    public static void AddProducts(ReadOnlySpan<float> vector, ReadOnlySpan<float> rows, Span<float> output)
    {
        var row = 0;
        for (; row + 4 <= output.Length; row += 4)
        {
            AddFour(vector, rows.Slice(row * vector.Length, 4 * vector.Length), output[row..]);
        }

        for (; row < output.Length; row++)
        {
            output[row] += Dot(vector, rows.Slice(row * vector.Length, vector.Length));
        }
    }

    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var vectorsA = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vectorsB = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < vectorsA.Length; i++)
        {
            sums += vectorsA[i] * vectorsB[i];
        }

        var sum = Vector.Sum(sums);
        for (var i = vectorsA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>output[i] += a[i] * b[i].</summary>
    public static void MultiplyAdd(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> output)
    {
        var vectorsA = MemoryMarshal.Cast<float, Vector<float>>(a);
        var vectorsB = MemoryMarshal.Cast<float, Vector<float>>(b);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (var i = 0; i < vectorsA.Length; i++)
        {
            vectors[i] += vectorsA[i] * vectorsB[i];
        }

        for (var i = vectorsA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            output[i] += a[i] * b[i];
        }
    }

    private static void AddFour(ReadOnlySpan<float> vector, ReadOnlySpan<float> rows, Span<float> output)
    {
        var depth = vector.Length;
        var width = Vector<float>.Count;
        var (sum0, sum1, sum2, sum3) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var i = 0;
        for (; i + width <= depth; i += width)
        {
            var x = new Vector<float>(vector[i..]);
            sum0 += x * new Vector<float>(rows[i..]);
            sum1 += x * new Vector<float>(rows[(depth + i)..]);
            sum2 += x * new Vector<float>(rows[(2 * depth + i)..]);
            sum3 += x * new Vector<float>(rows[(3 * depth + i)..]);
        }

        var (tail0, tail1, tail2, tail3) = (Vector.Sum(sum0), Vector.Sum(sum1), Vector.Sum(sum2), Vector.Sum(sum3));
        for (; i < depth; i++)
        {
            tail0 += vector[i] * rows[i];
            tail1 += vector[i] * rows[depth + i];
            tail2 += vector[i] * rows[2 * depth + i];
            tail3 += vector[i] * rows[3 * depth + i];
        }

        output[0] += tail0;
        output[1] += tail1;
        output[2] += tail2;
        output[3] += tail3;
    }
}
