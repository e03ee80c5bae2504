namespace Appliance.Console.Language.Evaluation;

/// <summary>What the values of one command, or the global variables of one user, may take together: see <see cref="Limits"/>.</summary>
internal sealed class MemoryBudget
{
    private long _used;

    /// <summary>Takes from what is left, or gives back what is negative.</summary>
    /// <exception cref="CommandFailure">Nothing is left.</exception>
    public void Take(long units)
    {
        if (Interlocked.Add(ref _used, units) <= Limits.AllValues || units <= 0) return;
        Interlocked.Add(ref _used, -units);
        throw new CommandFailure("runtime limit exceeded");
    }

    /// <summary>Counts a value that waits, in the middle of a computation, until the result is disposed.</summary>
    public Held Hold(long units)
    {
        // Small ones are bounded by the depth of the computation.
        if (units < 1024) return default;
        Take(units);
        return new Held(this, units);
    }

    internal readonly struct Held(MemoryBudget? budget, long units) : IDisposable
    {
        public void Dispose() => budget?.Take(-units);
    }
}
