using System;
using nanoFramework.TestFramework;

namespace TinyInfer.Pipeline.Tests
{
    /// <summary>
    /// Three classes, an inference every 100 ms. Scores are written as one number an inference, that of class 1; class 0
    /// has the rest of 255 and class 2 nothing. Decisions: a class, ! where it is new, ? where it is uncertain.
    /// </summary>
    [TestClass]
    public class DeciderTests
    {
        [TestMethod]
        public void MovingAverage_ofScores_smoothsOut()
        {
            DeciderSettings settings = Settings();
            settings.SmoothingLength = 3;

            // The means of class 1 from the third on: 110, 110, 110, 170, 253, 220, 167, 83, 32.
            Assert.AreEqual("? ? ? ? ? ? 1! 1 1 ? 0! ", Run(settings, 0, 255, 75, 0, 255, 255, 250, 155, 95, 0, 0));
        }

        [TestMethod]
        public void Majority_ofInferences_decides()
        {
            DeciderSettings settings = Settings();
            settings.Smoothing = ScoreSmoothing.Majority;
            settings.SmoothingLength = 3;
            settings.Threshold = 150;
            settings.ReleaseThreshold = 150;

            // Two of three are 170. A score of 140 beats 115 and is no vote.
            Assert.AreEqual("? ? 1! 1 1 ? ", Run(settings, 255, 0, 255, 160, 0, 140));
        }

        [TestMethod]
        public void Hysteresis_betweenTheThresholds_keepsWhatIsDecided()
        {
            Assert.AreEqual("? 1! 1 1 ? ? 1! ", Run(Settings(), 199, 200, 199, 150, 149, 199, 200));
        }

        [TestMethod]
        public void MinimumCount_ofInferences_comesFirst()
        {
            DeciderSettings settings = Settings();
            settings.MinimumCount = 3;

            Assert.AreEqual("? ? ? ? ? 1! 1 ", Run(settings, 255, 255, 128, 255, 255, 255, 255));
        }

        [TestMethod]
        public void Suppression_afterADecision_isUncertain()
        {
            DeciderSettings settings = Settings();
            settings.Suppression = 400000;

            Assert.AreEqual("1! ? ? ? 1! 1 ? ? 0! ", Run(settings, 255, 128, 255, 128, 255, 255, 0, 0, 0));
        }

        [TestMethod]
        public void Background_isDecidedAndNoEvent()
        {
            DeciderSettings settings = Settings();
            settings.Suppression = 400000;
            settings.Background = 0;

            Assert.AreEqual("0 1! 0 ? 0 1! ", Run(settings, 0, 255, 0, 255, 0, 255));
        }

        [TestMethod]
        public void Confidence_ofADecision_isItsSmoothedScore()
        {
            Decider decider = new Decider(2, Settings());

            Assert.AreEqual(228, decider.Add(new sbyte[] { -28, 100 }, 7).Confidence);
            Assert.AreEqual(7L, decider.Current.Time);
            Assert.IsFalse(decider.Current.IsUncertain);
            Assert.AreEqual(129, decider.Add(new sbyte[] { 1, 0 }, 8).Confidence);
            Assert.IsTrue(decider.Current.IsUncertain);
        }

        [TestMethod]
        public void Reset_afterInferences_isAsNew()
        {
            Decider decider = new Decider(2, Settings());
            decider.Add(new sbyte[] { -128, 127 }, 0);

            decider.Reset();

            Assert.IsTrue(decider.Current.IsUncertain);
            Assert.IsTrue(decider.Add(new sbyte[] { -128, 127 }, 1).IsNew);
        }

        [TestMethod]
        public void Parameters_outOfRange_areAWrongCall()
        {
            Check(0, new DeciderSettings());
            Check(2, new DeciderSettings { SmoothingLength = 0 });
            Check(2, new DeciderSettings { SmoothingLength = 1001 });
            Check(2, new DeciderSettings { Threshold = 0 });
            Check(2, new DeciderSettings { Threshold = 256 });
            Check(2, new DeciderSettings { ReleaseThreshold = 201 });
            Check(2, new DeciderSettings { ReleaseThreshold = -1 });
            Check(2, new DeciderSettings { MinimumCount = 0 });
            Check(2, new DeciderSettings { Suppression = -1 });
            Check(2, new DeciderSettings { Background = 2 });
            Assert.ThrowsException(typeof(ArgumentNullException), () => new Decider(2, null));
            Decider decider = new Decider(2, new DeciderSettings());
            Assert.ThrowsException(typeof(ArgumentException), () => decider.Add(new sbyte[3], 0));
            Assert.ThrowsException(typeof(ArgumentException), () => decider.Add(null, 0));
        }

        private static void Check(int classCount, DeciderSettings settings)
        {
            Assert.ThrowsException(typeof(ArgumentException), () => new Decider(classCount, settings));
        }

        private static DeciderSettings Settings()
        {
            return new DeciderSettings { SmoothingLength = 1, Suppression = 0 };
        }

        private static string Run(DeciderSettings settings, params int[] scores)
        {
            Decider decider = new Decider(3, settings);
            sbyte[] inference = new sbyte[3];
            string decisions = "";
            for (int i = 0; i < scores.Length; i++)
            {
                inference[0] = (sbyte)(127 - scores[i]);
                inference[1] = (sbyte)(scores[i] - 128);
                inference[2] = -128;
                Decision decision = decider.Add(inference, i * 100000);
                decisions += (decision.IsUncertain ? "?" : $"{decision.Label}") + (decision.IsNew ? "!" : "") + " ";
            }

            return decisions;
        }
    }
}
