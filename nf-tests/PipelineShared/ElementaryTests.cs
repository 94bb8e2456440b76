using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>Expected values from tables, to 15 digits.</summary>
    [TestClass]
    public class ElementaryTests
    {
        private const double Tolerance = 1e-14;

        [TestMethod]
        public void SinOfTurn_ofEighthsAndTwelfths_isTheSine()
        {
            CheckNear(0, Elementary.SinOfTurn(0, 8));
            CheckNear(0.707106781186548, Elementary.SinOfTurn(1, 8));
            CheckNear(1, Elementary.SinOfTurn(2, 8));
            CheckNear(0.707106781186548, Elementary.SinOfTurn(3, 8));
            CheckNear(0, Elementary.SinOfTurn(4, 8));
            CheckNear(-0.707106781186548, Elementary.SinOfTurn(5, 8));
            CheckNear(-1, Elementary.SinOfTurn(6, 8));
            CheckNear(-0.707106781186548, Elementary.SinOfTurn(7, 8));
            CheckNear(0, Elementary.SinOfTurn(8, 8));
            CheckNear(0.5, Elementary.SinOfTurn(1, 12));
            CheckNear(0.5, Elementary.SinOfTurn(13, 12));
            CheckNear(-0.5, Elementary.SinOfTurn(-1, 12));
        }

        [TestMethod]
        public void CosOfTurn_ofEighthsAndTwelfths_isTheCosine()
        {
            CheckNear(1, Elementary.CosOfTurn(0, 8));
            CheckNear(0.707106781186548, Elementary.CosOfTurn(1, 8));
            CheckNear(0, Elementary.CosOfTurn(2, 8));
            CheckNear(-1, Elementary.CosOfTurn(4, 8));
            CheckNear(0.5, Elementary.CosOfTurn(2, 12));
            CheckNear(0.866025403784439, Elementary.CosOfTurn(-1, 12));
        }

        [TestMethod]
        public void Log_ofAnyScale_isTheNaturalLogarithm()
        {
            CheckNear(0, Elementary.Log(1));
            CheckNear(0.693147180559945, Elementary.Log(2));
            CheckNear(-0.693147180559945, Elementary.Log(0.5));
            CheckNear(2.302585092994046, Elementary.Log(10));
            CheckNear(13.815510557964274, Elementary.Log(1000000));
            CheckNear(-6.907755278982137, Elementary.Log(0.001));
        }

        [TestMethod]
        public void Exp_ofBothSigns_isTheExponential()
        {
            CheckNear(1, Elementary.Exp(0));
            CheckNear(2.718281828459045, Elementary.Exp(1));
            CheckNear(0.367879441171442, Elementary.Exp(-1));
            CheckNear(22026.465794806717, Elementary.Exp(10));
            CheckNear(0.000045399929762, Elementary.Exp(-10));
        }

        [TestMethod]
        [DataRow(5, 5)]
        [DataRow(-5, -5)]
        public void Floor_ofHalves_goesDown(int whole, int expected)
        {
            Assert.AreEqual(expected, Elementary.Floor(whole));
            Assert.AreEqual(expected, Elementary.Floor(whole + 0.5));
            Assert.AreEqual(expected - 1, Elementary.Floor(whole - 0.5));
        }

        private static void CheckNear(double expected, double actual)
        {
            double difference = actual - expected;
            double most = Tolerance * (expected > 1 ? expected * 10 : expected < -1 ? -expected * 10 : 1);
            Assert.IsTrue(difference <= most && -difference <= most, $"expected {expected}, was {actual}");
        }
    }
}
