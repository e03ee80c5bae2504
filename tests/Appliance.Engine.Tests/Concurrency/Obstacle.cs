namespace Appliance.Engine.Tests.Concurrency;

/// <summary>Where a writer hangs until it is told to go on, at the latest when the test ends.</summary>
internal sealed class Obstacle : IDisposable
{
    private readonly ManualResetEventSlim _free = new();

    /// <summary>Set when somebody hangs.</summary>
    public ManualResetEventSlim Reached { get; } = new();

    /// <summary>Never a fault.</summary>
    public Exception? Come(bool hangs)
    {
        if (!hangs) return null;
        Reached.Set();
        _free.Wait();
        return null;
    }

    public void GoOn() => _free.Set();

    public void Dispose() => GoOn();
}
