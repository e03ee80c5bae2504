using System.Diagnostics;
using System.Text.RegularExpressions;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Lab;

/// <summary>
/// Carries out stories at the serial console of a booted machine, as a person who reads them would. Blocks that look at a sandbox from outside
/// are left out: what they show, the kernel of a sandbox shows in <c>tests/Scenarios</c>.
/// </summary>
internal sealed partial class SerialStory(BootedMachine machine)
{
    private const int UsualWidth = 80;
    private const string LeaveGuest = "\u0001q";
    private readonly Expectation _expectation = new();
    private readonly List<string> _notes = [];
    private readonly Stopwatch _started = new();
    private int _width;

    /// <summary>How long guests took from their start to their first words.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public async Task PlayAsync(Story story)
    {
        foreach (var block in story.Blocks)
        {
            if (block.Kind == "console") await ConsoleAsync(story, block);
            else if (block.Kind == "guest") await GuestAsync(block);
        }
    }

    /// <summary>Logs in with a terminal of this width, and goes to a menu, such as <c>xen interface</c>; empty for the root.</summary>
    public async Task ComeInAsync(int width, string menu)
    {
        if (_width != width)
        {
            // A name may tell the size of the terminal; no page of a listing is waited at.
            if (_width > 0) await machine.PressAsync("/quit\r");
            await machine.LogInAsync($"admin+{width}w500h");
            _width = width;
        }
        await machine.PressAsync($"/{menu}\r");
        await machine.WaitAsync(PromptOf(menu));
    }

    private async Task ConsoleAsync(Story story, Block block)
    {
        var lines = block.Lines.Select(_expectation.Fill).ToList();
        await ComeInAsync(int.Parse(block.Option("width") ?? $"{UsualWidth}"), Prompt().Match(lines[0]).Groups["menu"].Value);
        var from = machine.Read - Prompt().Match(lines[0]).Length;
        for (var i = 0; i < lines.Count; i++)
        {
            if (Prompt().Match(lines[i]) is { Success: true } prompt)
            {
                if (i > 0) await machine.WaitAsync(prompt.Value);
                if (Starts().IsMatch(lines[i])) _started.Restart();
                await machine.EnterAsync(lines[i][prompt.Length..]);
            }
            else if (lines[i].EndsWith("[y/N]:", StringComparison.Ordinal))
            {
                await machine.WaitAsync(lines[i]);
                await machine.PressAsync(lines[++i] + "\r");
            }
        }
        var end = await machine.WaitAsync(Resting());
        var shown = InForce().Replace(DrawnAnew().Replace(Progress().Replace(machine.Seen[from..machine.Read][..^end.Length], ""), ""), "");
        var expected = string.Join('\n', lines);
        if (!_expectation.Matches(expected, shown)) Assert.Fail($"{story.Name}, line {block.Line}\ntold:\n{expected}\nshown:\n{shown}");
        if (!lines[^1].EndsWith("will reboot shortly", StringComparison.Ordinal)) return;
        _width = 0;
        await machine.BegunAnewAsync();
    }

    private async Task GuestAsync(Block block)
    {
        await ComeInAsync(Math.Max(_width, UsualWidth), "");
        await machine.PressAsync($"/xen console {block.Words[0]}\r");
        foreach (var line in block.Lines.Select(_expectation.Fill))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal)) await machine.EnterAsync(line[2..]);
            else await machine.WaitAsync(line);
            if (!_started.IsRunning || line.StartsWith("> ", StringComparison.Ordinal)) continue;
            _started.Stop();
            _notes.Add($"{block.Words[0]} says \"{line.Trim()}\" {_started.Elapsed.TotalSeconds:F1} s after it was started");
        }
        await machine.PressAsync(LeaveGuest);
        await machine.WaitAsync(PromptOf(""));
    }

    private static string PromptOf(string menu) => menu.Length == 0 ? "[admin@MikroTik] > " : $"[admin@MikroTik] /{menu}> ";

    [GeneratedRegex(@"\A\[admin@[^\]]+\] (/(?<menu>[a-z -]+))?> ")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"> (/xen )?(enable|start) ")]
    private static partial Regex Starts();

    // Drawn over, again and again.
    [GeneratedRegex(@"\n(made: [0-9]+% *)+(?=\n|\z)")]
    private static partial Regex Progress();

    // What a sandbox does not have: from a changed limit until the reboot, the memory that the machine really has.
    [GeneratedRegex(@"^  memory-in-force: [0-9]+\n", RegexOptions.Multiline)]
    private static partial Regex InForce();

    // A line that is longer than the terminal is moved aside while it is typed, and drawn whole when it is entered.
    [GeneratedRegex(@"^\[admin@[^\]]+\] [^\n]*(?=\[admin@[^\]]+\] (/[a-z -]+)?> )", RegexOptions.Multiline)]
    private static partial Regex DrawnAnew();

    [GeneratedRegex(@"\n\[admin@[^\]]+\] (/[a-z -]+)?> \z")]
    private static partial Regex Resting();
}
