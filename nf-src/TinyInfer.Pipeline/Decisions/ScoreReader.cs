namespace TinyInfer.Pipeline
{
    /// <summary>A network's int8 output as scores of probabilities: real 0 becomes -128, and 255 / 256 and more 127.</summary>
    internal class ScoreReader
    {
        private readonly Tensor _output;
        private readonly sbyte[] _table = new sbyte[256];
        private readonly bool _isIdentity = true;

        /// <param name="output">Int8.</param>
        public ScoreReader(Tensor output)
        {
            _output = output;
            for (int q = sbyte.MinValue; q <= sbyte.MaxValue; q++)
            {
                double real = (double)output.Scale * (q - output.ZeroPoint) * 256;
                int score = real <= 0 ? 0 : real >= 255 ? 255 : (int)(real + 0.5);
                _table[q - sbyte.MinValue] = (sbyte)(score + sbyte.MinValue);
                _isIdentity &= score + sbyte.MinValue == q;
            }
        }

        public void Read(sbyte[] scores)
        {
            _output.Read(scores);
            if (!_isIdentity)
            {
                for (int i = 0; i < scores.Length; i++)
                {
                    scores[i] = _table[scores[i] - sbyte.MinValue];
                }
            }
        }
    }
}
