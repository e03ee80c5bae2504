namespace Appliance.Engine.History;

/// <summary>How safe mode begins and ends.</summary>
internal static class PastSafeMode
{
    /// <summary>Somebody takes it; who had it is told.</summary>
    public static PastStep SafeTaken(this Past past, SafeClaim claim, Deed deed)
    {
        var safe = new SafePoint(claim, deed.Commit, past.Entries);
        return new PastStep(past with { Safe = safe }, [.. past.Safe?.Forget() ?? [], .. safe.Begin()], "safe mode taken")
        {
            Former = past.Safe,
            Farewell = SafePoint.Taken,
        };
    }

    /// <summary>All is kept.</summary>
    public static PastStep SafeReleased(this Past past) => new(past with { Safe = null }, past.Safe!.Forget(), "safe mode released");

    /// <summary>All that may be taken back is as it was, and can be redone: who was cut off by accident has lost nothing.</summary>
    public static PastStep SafeUnrolled(this Past past, string farewell)
    {
        var safe = past.Safe!;
        var (stays, returns) = (past.Entries.Where(safe.Keeps), safe.Before.Where(entry => !safe.Keeps(entry)));
        var since = safe.Before.Any(entry => entry.IsUndone) ? [] : past.Entries.Where(entry => entry.Number > safe.Revision && !entry.IsUndone && !safe.Keeps(entry));
        var entries = returns.Concat(since.Select(entry => entry with { IsUndone = true })).Concat(stays).OrderBy(entry => entry.Number).ToList();
        return new PastStep(past with { Safe = null, Entries = [.. entries.TakeLast(Past.Most)] }, safe.Forget(), "safe mode unrolled")
        {
            Former = farewell.Length > 0 ? safe : null,
            Farewell = farewell,
        };
    }
}
