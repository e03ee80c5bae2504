using System.Text;

namespace Scenarios.Running;

/// <summary>Carries out a story: its blocks in order, on routers of its own.</summary>
public sealed class StoryRunner(Story story) : IAsyncDisposable
{
    private const int UsualWidth = 80;
    private readonly Expectation _expectation = new();
    private readonly Dictionary<string, SandboxedRouter> _routers = [];
    private readonly Dictionary<(SandboxedRouter Router, string User), ScriptConsole> _consoles = [];
    private readonly Dictionary<string, PersonsTerminal> _terminals = [];
    private IReadOnlyList<string> _packages = [];
    private bool _standIn;

    public async Task RunAsync()
    {
        foreach (var block in story.Blocks)
        {
            switch (block.Kind)
            {
                case "setup":
                    await SetUpAsync(block);
                    break;
                case "console":
                    await ConsoleAsync(block);
                    break;
                case "appliance" or "lan1" or "lan2":
                    await ShellAsync(block);
                    break;
                case "guest":
                    await GuestAsync(block);
                    break;
                case "terminal":
                    await TerminalAsync(block);
                    break;
                case "csharp" or "json":
                    // What a page shows of a file is what the file says.
                    Compare(block, await File.ReadAllTextAsync(Path.Combine(Checkout.Root, block.Words[0])));
                    break;
                case "kill":
                    await Router(block).KillDaemonAsync();
                    foreach (var ((router, _), console) in _consoles) if (router == Router(block)) await console.CloseAsync();
                    break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var terminal in _terminals.Values) await terminal.DisposeAsync();
        foreach (var console in _consoles.Values) await console.DisposeAsync();
        foreach (var router in _routers.Values) await router.DisposeAsync();
    }

    private async Task SetUpAsync(Block block)
    {
        foreach (var line in block.Lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "packages") _packages = words[1..];
            else if (words is ["system", "stand-in"]) _standIn = true;
            else if (words[0] == "router") Start(words[1], [.. words[2..].Select(_expectation.Fill)]);
            else if (words[0] == "file") await SetupFiles.PutAsync(Router(block), words[1..]);
            else if (words[0] == "package") await SetupFiles.PackAsync(Router(block), words[1]);
            else Fail(block, $"unknown setup {words[0]}", "");
        }
    }

    private async Task ConsoleAsync(Block block)
    {
        var who = (Router(block), block.Option("user") ?? "admin");
        if (!_consoles.TryGetValue(who, out var console)) _consoles[who] = console = new ScriptConsole(who.Item1, who.Item2);
        var width = int.Parse(block.Option("width") ?? $"{UsualWidth}");
        var shown = new StringBuilder();
        var typed = Transcript.Typed(block.Lines).Select(line => _expectation.Fill(line) + "\n").ToList();
        // Who is not let in comes to no prompt.
        foreach (var line in typed.DefaultIfEmpty("")) shown.Append(await console.TypeAsync(line, width));
        Compare(block with { Lines = [.. block.Lines.Select(Transcript.Shown)] }, shown.ToString());
    }

    private async Task ShellAsync(Block block)
    {
        await Router(block).WaitAsync();
        var shown = new StringBuilder();
        foreach (var line in block.Lines.Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
            shown.Append(line).Append('\n').Append((await Router(block).RunAsync(block.Kind, _expectation.Fill(line[2..]))).Output);
        Compare(block, shown.ToString());
    }

    // What a guest says is waited for: it boots in its own time.
    private async Task GuestAsync(Block block)
    {
        await using var guest = await GuestConsole.OpenAsync(Router(block), block.Words[0], TimeSpan.FromSeconds(int.Parse(block.Option("timeout") ?? "120")));
        foreach (var line in block.Lines.Select(_expectation.Fill))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await guest.TypeAsync(line[2..]);
            else if (!await guest.SeesAsync(line)) Fail(block, line, string.Join('\n', guest.Seen.Split('\n').TakeLast(20)));
        }
    }

    // Somebody else at a terminal, by name; the session stays open from block to block until its line is cut.
    private async Task TerminalAsync(Block block)
    {
        var name = block.Words[0];
        await Router(block).WaitAsync();
        if (!_terminals.TryGetValue(name, out var terminal)) _terminals[name] = terminal = await PersonsTerminal.OpenAsync(Router(block), TimeSpan.FromMinutes(5));
        foreach (var line in block.Lines.Select(_expectation.Fill))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await terminal.TypeAsync(line[2..]);
            else if (line is ['^', var key]) await terminal.PressAsync(((char)(key - '@')).ToString());
            else if (line == "(cut)")
            {
                await terminal.DisposeAsync();
                _terminals.Remove(name);
            }
            else if (!await terminal.SeesAsync(line)) Fail(block, line, terminal.Seen);
        }
    }

    private void Compare(Block block, string shown)
    {
        var expected = _expectation.Fill(string.Concat(block.Lines.Select(line => line + "\n")));
        if (!_expectation.Matches(expected, shown)) Fail(block, expected, shown);
    }

    private void Fail(Block block, string expected, string shown)
    {
        var (wanted, got) = (expected.Split('\n'), shown.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(wanted.Length, got.Length)).FirstOrDefault(i => i >= wanted.Length || i >= got.Length || !new Expectation().Matches(wanted[i], got[i]));
        Assert.Fail($"""
            {story.Name}, line {block.Line + line}
              told:  {wanted.ElementAtOrDefault(line)}
              shown: {got.ElementAtOrDefault(line)}
            The {block.Kind} block shows:
            {shown}
            """);
    }

    private SandboxedRouter Router(Block block)
    {
        var name = block.Option("router") ?? "";
        return _routers.TryGetValue(name, out var known) ? known : Start(name, []);
    }

    private SandboxedRouter Start(string name, IReadOnlyList<string> cards)
    {
        var router = _routers[name] = new SandboxedRouter { HardwareAddresses = cards, Packages = _packages, HasStandInSystem = _standIn };
        router.Start();
        return router;
    }
}
