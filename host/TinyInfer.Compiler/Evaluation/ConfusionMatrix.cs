namespace TinyInfer.Compiler.Evaluation;

/// <summary>How often each true class was taken for which.</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] _counts;

    public ConfusionMatrix(IReadOnlyList<string> classes)
    {
        Classes = classes;
        _counts = new long[classes.Count, classes.Count];
    }

    public IReadOnlyList<string> Classes { get; }

    public long Total { get; private set; }

    public long Correct { get; private set; }

    /// <summary>Share of all that is right; NaN of none.</summary>
    public double Accuracy => (double)Correct / Total;

    /// <summary>Mean of the classes' recalls, of those that occur; NaN of none.</summary>
    public double BalancedAccuracy
    {
        get
        {
            var recalls = Enumerable.Range(0, Classes.Count).Select(Recall).Where(recall => !double.IsNaN(recall)).ToList();
            return recalls.Count == 0 ? double.NaN : recalls.Average();
        }
    }

    public long this[int actual, int predicted] => _counts[actual, predicted];

    public void Add(int actual, int predicted)
    {
        _counts[actual, predicted]++;
        Total++;
        Correct += actual == predicted ? 1 : 0;
    }

    /// <summary>Share of a class that is found; NaN when it never occurs.</summary>
    public double Recall(int actual)
    {
        var all = Enumerable.Range(0, Classes.Count).Sum(predicted => _counts[actual, predicted]);
        return all == 0 ? double.NaN : (double)_counts[actual, actual] / all;
    }

    /// <summary>Share of what is taken for a class that is of it; NaN when nothing is.</summary>
    public double Precision(int predicted)
    {
        var all = Enumerable.Range(0, Classes.Count).Sum(actual => _counts[actual, predicted]);
        return all == 0 ? double.NaN : (double)_counts[predicted, predicted] / all;
    }
}
