using System.Diagnostics;

namespace Torture.Killing;

/// <summary>The other end of <see cref="LoadedRouter"/>: starts it on a folder, checks what it finds, kills it; remembers what it was told.</summary>
internal sealed class KilledRouter(string folder, int seed)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private WriterPlan[] _known = [.. Enumerable.Range(0, LoadedRouter.Writers).Select(writer => new WriterPlan(seed, writer))];
    private readonly Queue<string> _lives = [];
    private readonly long[] _told = new long[LoadedRouter.Writers];

    public long Acknowledged => _told.Sum();

    /// <summary>What the last start said to the log.</summary>
    public string Notices { get; private set; } = "";

    /// <summary>One life of the process: all that it said before must be there; then it works until it is killed.</summary>
    /// <param name="settle">Whether repairs are waited for before the work begins.</param>
    /// <param name="killAfter">It is killed after this many answers; 0 kills it at its start, at any time.</param>
    /// <param name="luck">Of the round.</param>
    /// <param name="midway">Called when half of the answers are there.</param>
    public async Task LiveAsync(string what, bool settle, int killAfter, Random luck, Action? midway = null)
    {
        using var process = Start();
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            if (killAfter == 0)
            {
                // Time is what is played with here: the kill hits the runtime's start, the store's, or its repairs.
                await Task.Delay(luck.Next(1, 400), limit.Token);
                process.Kill();
                return;
            }
            await GreetAsync(process, what, settle, limit.Token);
            for (var answers = 0; await process.StandardOutput.ReadLineAsync(limit.Token) is { } line;)
            {
                var words = line.Split(' ');
                words[0].ShouldBe("done", what);
                _told[int.Parse(words[1])] = long.Parse(words[2]);
                if (++answers == killAfter) process.Kill();
                else if (answers == killAfter / 2) midway?.Invoke();
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"{what}: the router hangs");
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.ExitCode.ShouldBe(128 + 9, $"{what}: it ended by itself\n{await process.StandardError.ReadToEndAsync()}");
    }

    private Process Start() => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["router", folder, seed.ToString()])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private async Task GreetAsync(Process process, string what, bool settle, CancellationToken ct)
    {
        var said = new List<string>();
        while (said.LastOrDefault() != "asked")
        {
            if (await process.StandardOutput.ReadLineAsync(ct) is not { } line) throw new InvalidOperationException($"{what}: it does not come up: {await process.StandardError.ReadToEndAsync(ct)}");
            said.Add(line);
        }
        var has = said.Where(line => line.StartsWith("has ", StringComparison.Ordinal)).Select(line => line[4..]).ToList();
        var found = new WriterPlan[LoadedRouter.Writers];
        for (var writer = 0; writer < found.Length; writer++) found[writer] = Match(writer, has[writer], what);
        said.ShouldContain("machine ", what + ": the machine is otherwise than the tree");
        // Every step is one commit: none is missing in between, none is there twice.
        said.ShouldContain($"revision {found.Sum(plan => plan.Done)}", what);
        _known = found;
        for (var writer = 0; writer < found.Length; writer++) _told[writer] = found[writer].Done;
        await process.StandardInput.WriteLineAsync($"{(settle ? "settle" : "go")} {string.Join(' ', found.Select(plan => plan.Done))}".AsMemory(), ct);
        Notices = (await process.StandardOutput.ReadLineAsync(ct) ?? "").Replace("notices ", "");
        _lives.Enqueue($"{what}: {said[0]}: {Notices}");
        if (_lives.Count > 12) _lives.Dequeue();
    }

    private WriterPlan Match(int writer, string has, string what)
    {
        var plan = _known[writer].Copy();
        while (plan.Done < _told[writer]) plan.Next();
        var acknowledged = plan.Copy();
        for (var ahead = 0; ahead <= LoadedRouter.Batch; ahead++, plan.Next())
        {
            if (plan.Text == has) return plan.Copy();
        }
        Assert.Fail($"{what}: of writer {writer}\n  acknowledged {acknowledged.Done}: {acknowledged.Text}\n  found: {has}\nThe lives before:\n{string.Join('\n', _lives)}");
        return acknowledged;
    }
}
