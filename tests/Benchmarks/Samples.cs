using System.Diagnostics;

namespace Appliance.Benchmarks;

/// <summary>Times of one thing done many times, in milliseconds.</summary>
public sealed class Samples
{
    private readonly List<double> _times = [];

    public void Measure(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        Add(Stopwatch.GetElapsedTime(start));
    }

    public void Add(TimeSpan time) => _times.Add(time.TotalMilliseconds);

    /// <param name="share">0.5 for the median.</param>
    public double At(double share) => _times.Order().ElementAt((int)(_times.Count * share));
}
