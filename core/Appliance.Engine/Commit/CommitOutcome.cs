using Appliance.Sdk.Values;

namespace Appliance.Engine.Commit;

/// <summary>How a commit ended.</summary>
/// <param name="Problems">Empty when it was applied.</param>
internal sealed record CommitOutcome(IReadOnlyList<Problem> Problems)
{
    /// <summary>0 when nothing changed.</summary>
    public long Revision { get; init; }

    /// <summary>Work that goes on after the commit.</summary>
    public IReadOnlyList<Task> Settling { get; init; } = [];

    /// <summary>Complete when the commit is on disk and readers see it; fails when it had to be taken back.</summary>
    public Task OnDisk { get; init; } = Task.CompletedTask;

    /// <summary>Waits for the disk, then for the work that goes on.</summary>
    /// <returns>What went wrong.</returns>
    public async Task<IReadOnlyList<Problem>> FinishAsync(CancellationToken ct)
    {
        if (Problems.Count > 0) return Problems;
        try
        {
            // A disk that hangs hangs for long; who gives up waiting is not told that it is done.
            await OnDisk.WaitAsync(ct);
        }
        catch (IOException trouble)
        {
            return [Problem.Failure(trouble.Message)];
        }
        return await SettledAsync(ct);
    }

    /// <summary>Waits for the work that goes on.</summary>
    public async ValueTask<IReadOnlyList<Problem>> SettledAsync(CancellationToken ct)
    {
        if (Settling.Count == 0) return [];
        var problems = new List<Problem>();
        foreach (var work in Settling)
        {
            try
            {
                await work.WaitAsync(ct);
            }
            catch (Exception trouble) when (trouble is RefusedException or NotReadyException)
            {
                problems.Add(Problem.Failure(trouble.Message) with { Stands = true });
            }
        }
        return problems;
    }
}
