using TinyInfer.Compiler.Graph;

namespace TinyInfer.Compiler.Quantizing;

/// <summary>Tries every other observer for one tensor after the other and keeps what brings the outputs closer.</summary>
internal static class LayerSearch
{
    /// <returns>The tensors with another observer than the common one.</returns>
    public static Dictionary<GraphTensor, RangeObserver> Run(
        NetworkGraph graph, Calibration calibration, RangeObserver common, OutputJudge judge, IProgress<double> progress)
    {
        var changed = new Dictionary<GraphTensor, RangeObserver>();
        var best = judge.SignalToNoise(graph);
        var leaders = calibration.Leaders.ToList();
        for (var i = 0; i < leaders.Count; i++)
        {
            foreach (var observer in Enum.GetValues<RangeObserver>().Where(observer => observer != common))
            {
                var trial = new Dictionary<GraphTensor, RangeObserver>(changed) { [leaders[i]] = observer };
                calibration.Assign(leader => trial.GetValueOrDefault(leader, common));
                if (judge.SignalToNoise(graph) is var found && found > best)
                {
                    (best, changed) = (found, trial);
                }
            }

            progress.Report((i + 1.0) / leaders.Count);
        }

        return changed;
    }
}
