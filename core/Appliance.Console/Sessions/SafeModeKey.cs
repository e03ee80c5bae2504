using Appliance.Console.Editing;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Values;

namespace Appliance.Console.Sessions;

/// <summary>What Ctrl-X does at a terminal, and what becomes of safe mode when the session ends.</summary>
internal sealed class SafeModeKey
{
    private readonly ISafeMode _safeMode;
    private readonly Terminal _terminal;

    public SafeModeKey(ISafeMode safeMode, Terminal terminal)
    {
        (_safeMode, _terminal) = (safeMode, terminal);
        _safeMode.Lost += terminal.Announce;
    }

    /// <summary>Takes safe mode, or releases it; asks where somebody else has it.</summary>
    public async Task PressAsync(CancellationToken ct)
    {
        if (_safeMode.IsHeld) Say("[Safe Mode released]", await _safeMode.ReleaseAsync(ct));
        else if (await HowAsync(ct) is { } how) Say("[Safe Mode taken]", await _safeMode.TakeAsync(how, ct));
    }

    /// <summary>The session is over.</summary>
    /// <param name="keeps">The person left by <c>/quit</c>.</param>
    public async Task EndAsync(bool keeps)
    {
        _safeMode.Lost -= _terminal.Announce;
        if (!_safeMode.IsHeld) return;
        var problems = keeps ? await _safeMode.ReleaseAsync(CancellationToken.None) : await _safeMode.UnrollAsync(CancellationToken.None);
        if (keeps) Say("[Safe Mode released]", problems);
    }

    private async Task<SafeModeTaking?> HowAsync(CancellationToken ct)
    {
        if (!_safeMode.IsTaken) return SafeModeTaking.WhenFree;
        try
        {
            return await _terminal.AskAsync("Hijacking Safe Mode from someone - unroll/release/don't take it [u/r/d]:\n", ct) switch
            {
                "u" or "U" => SafeModeTaking.Unrolling,
                "r" or "R" => SafeModeTaking.Releasing,
                _ => null,
            };
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Say(string done, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems) _terminal.Send(problem.Sentence + "\r\n");
        if (problems.Count == 0) _terminal.Send(done + "\r\n");
    }
}
