using System;
using TinyInfer.OpTimes;

namespace TinyInfer.Benchmarks
{
    /// <summary>
    /// Times each op of the networks that run-on-nanoclr puts in, in IL instructions of the bare loop acc += a[i] * b[i]
    /// that is timed around them. The fastest time of each counts, as in all benchmarks here: what else the machine does
    /// only adds. On a CLR whose clock counts instructions it is their number.
    /// </summary>
    public class Program
    {
        /// <summary>ldloc, ldarg, ldloc, ldelem, ldarg, ldloc, ldelem, mul, add, stloc; four for i++, three for i &lt; Steps.</summary>
        private const int InstructionsOfAStep = 17;

        private const int BareRounds = 12;
        private const int FewestInferences = 3;
        private const long Enough = 2 * TimeSpan.TicksPerSecond;

        public static void Main()
        {
            // run-on-nanoclr waits for the first and the last of these lines.
            Console.WriteLine("TinyInfer op times");
            for (int network = 0; network < Networks.Count; network++)
            {
                Run(network, false);
                Run(network, true);
            }

            Console.WriteLine("End of the op times.");
        }

        private static void Run(int network, bool prepackWeights)
        {
            Model model = Model.Load(ModelSource.FromArray(Networks.Bytes(network)));
            long[] ops = new long[model.OpCount];
            double bare = BareTicks();
            int inferences = 0;
            using (Interpreter interpreter = new Interpreter(model, new ManagedBackend { PrepackWeights = prepackWeights }))
            {
                long start = Clock.Ticks;
                while (inferences < FewestInferences || Clock.Ticks - start < Enough)
                {
                    for (int op = 0; op < ops.Length; op++)
                    {
                        long before = Clock.Ticks;
                        interpreter.Step();
                        long ticks = Clock.Ticks - before;
                        ops[op] = inferences == 0 || ticks < ops[op] ? ticks : ops[op];
                    }

                    inferences++;
                }
            }

            double bareAfter = BareTicks();
            bare = bareAfter < bare ? bareAfter : bare;
            for (int op = 0; op < ops.Length; op++)
            {
                double instructions = ops[op] * PlainLoop.Steps * InstructionsOfAStep / bare;
                Console.WriteLine($"op {network} {(prepackWeights ? "prepacked" : "plain")} {op} {(long)instructions}");
            }
        }

        private static double BareTicks()
        {
            return Race.Run(new Work[] { PlainLoop.Run }, BareRounds)[0];
        }
    }
}
