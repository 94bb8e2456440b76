using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Lowering;

/// <summary>Which input position each output position of RESIZE_NEAREST_NEIGHBOR takes.</summary>
internal static class NearestNeighbors
{
    /// <summary>All in float, as the reference computes it: other types round to other neighbours.</summary>
    public static int[] Positions(int input, int output, ResizeNearestNeighborOptions options)
    {
        var scale = options.AlignCorners && output > 1
            ? (input - 1) / (float)(output - 1)
            : input / (float)output;
        var offset = options.HalfPixelCenters ? 0.5f : 0f;
        var positions = new int[output];
        for (var i = 0; i < output; i++)
        {
            var exact = (i + offset) * scale;
            var nearest = options.AlignCorners ? MathF.Round(exact, MidpointRounding.AwayFromZero) : MathF.Floor(exact);
            positions[i] = Math.Min((int)nearest, input - 1);
        }

        return positions;
    }
}
