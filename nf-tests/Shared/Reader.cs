namespace TinyInfer.Tests
{
    /// <summary>
    /// What the tests of refusals are about: the runtime's own reader. The tests of another back end bring another file in
    /// place of this one.
    /// </summary>
    internal static class Reader
    {
        /// <summary>What it answers; null if it accepts.</summary>
        public static TinyInferException Refusal(byte[] model)
        {
            try
            {
                Model.Load(ModelSource.FromArray(model));
                return null;
            }
            catch (TinyInferException refusal)
            {
                return refusal;
            }
        }
    }
}
