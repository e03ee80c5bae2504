using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Appliance.Image.Tests.Running;

/// <summary>A virtual machine on an emulated processor, with an appliance unless it is said otherwise, and a person at its serial console.</summary>
internal sealed partial class BootedMachine : IAsyncDisposable
{
    // Without hardware virtualization, on a machine that is busy with other tests.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(10);
    private const string RouterPrompt = "] > ";
    private const int EnteredAtOnce = 48, EchoLength = 8;
    private readonly string _disk;
    private readonly IReadOnlyList<string> _arguments;
    private readonly StringBuilder _seen = new();
    private readonly byte[] _buffer = new byte[4096];
    private Process _machine;
    private MachineMonitor _monitor;
    private int _read, _beginnings;

    private BootedMachine(string disk, IReadOnlyList<string> firmware, IReadOnlyList<string> arguments)
    {
        (_disk, Firmware, _arguments) = (disk, firmware, arguments);
        (_machine, _monitor) = SwitchOn();
    }

    /// <summary>What the console showed, without the sequences that place it on the screen.</summary>
    public string Seen => Placing().Replace(_seen.ToString(), "").Replace("\r", "");

    /// <param name="disk">File of the disk.</param>
    /// <param name="memory">MiB.</param>
    /// <param name="more">More of QEMU's arguments: how it boots, its cables.</param>
    public static BootedMachine Start(string disk, int memory, params IEnumerable<string> more) => StartBy([], disk, memory, more);

    /// <summary>The same by another firmware than QEMU's own BIOS.</summary>
    public static BootedMachine StartBy(IReadOnlyList<string> firmware, string disk, int memory, params IEnumerable<string> more) => new(disk, firmware, [
        "-accel", "tcg", "-cpu", "max", "-m", $"{memory}", "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", "-no-reboot",
        "-drive", $"file={disk},format=raw,if=virtio", .. more]);

    /// <summary>How far of <see cref="Seen"/> was waited for.</summary>
    public int Read => _read;

    /// <summary>QEMU's arguments for another firmware than its own BIOS, from the next beginning on.</summary>
    public IReadOnlyList<string> Firmware { get; set; }

    /// <param name="name">With what it says about the terminal, such as <c>admin+132w</c>.</param>
    public async Task LogInAsync(string name = "admin")
    {
        await WaitAsync("Login: ");
        await AnswerLoginAsync(name);
    }

    /// <summary>The same where the login was waited for.</summary>
    public async Task AnswerLoginAsync(string name = "admin")
    {
        await PressAsync(name + "\r");
        await WaitAsync("Password: ");
        await PressAsync("\r");
        await WaitAsync(RouterPrompt);
    }

    /// <summary>Types a line, and gives back what was printed until the next prompt. The line and the output fit on a screen.</summary>
    public async Task<string> TypeAsync(string line, string prompt = RouterPrompt)
    {
        await PressAsync(line + "\r");
        // What the router tells meanwhile draws the prompt anew.
        await WaitAsync(line);
        await WaitAsync("\n");
        var from = _read;
        await WaitAsync(prompt);
        var printed = Seen[from.._read];
        return printed[..(printed.LastIndexOf('\n') + 1)];
    }

    /// <summary>The number that a command gives, without its unit.</summary>
    public async Task<int> NumberAsync(string command) =>
        int.Parse((await TypeAsync($":put [{command}]")).TrimEnd('\n', 'k', 'B'), CultureInfo.InvariantCulture);

    public async Task PressAsync(string keys)
    {
        await _machine.StandardInput.WriteAsync(keys);
        await _machine.StandardInput.FlushAsync();
    }

    /// <summary>Types a line as fast as it is echoed: Xen drops what is ahead of its reader by more than a few dozen characters.</summary>
    public async Task EnterAsync(string line)
    {
        for (; line.Length > EnteredAtOnce; line = line[EnteredAtOnce..])
        {
            await PressAsync(line[..EnteredAtOnce]);
            await WaitAsync(line[(EnteredAtOnce - EchoLength)..EnteredAtOnce]);
        }
        await PressAsync(line + "\r");
    }

    /// <summary>Waits for a text behind what was read before.</summary>
    public Task WaitAsync(string text) => WaitAsync(text, seen => seen.IndexOf(text, _read, StringComparison.Ordinal) is var at and >= 0 ? at + text.Length : -1);

    /// <summary>Waits for a text behind what was read before, and gives it back.</summary>
    public async Task<string> WaitAsync(Regex text)
    {
        var found = "";
        await WaitAsync(text.ToString(), seen => text.Match(seen, _read) is { Success: true } match ? match.Index + (found = match.Value).Length : -1);
        return found;
    }

    private async Task WaitAsync(string what, Func<string, int> endIn)
    {
        using var limit = new CancellationTokenSource(s_patience);
        var end = 0;
        while ((end = endIn(Seen)) < 0)
        {
            var count = 0;
            try
            {
                count = await _machine.StandardOutput.BaseStream.ReadAsync(_buffer, limit.Token);
            }
            catch (OperationCanceledException)
            {
                // What was shown says more than that it took too long.
            }
            if (count == 0 && await IsResetAsync()) continue;
            if (count == 0) throw new InvalidOperationException($"no \"{what}\" on the console:\n{Seen}");
            _seen.Append(Encoding.UTF8.GetString(_buffer, 0, count));
        }
        _read = end;
    }

    /// <summary>Waits until the machine begins anew. Until it goes down, the old system asks for a login too.</summary>
    public Task BegunAnewAsync()
    {
        var before = _beginnings;
        return WaitAsync("new beginning", seen => _beginnings > before ? seen.Length : -1);
    }

    /// <summary>Reboots the machine, and logs in again.</summary>
    public async Task RebootAsync()
    {
        await PressAsync("/system reboot\r");
        await WaitAsync("[y/N]:");
        await PressAsync("y\r");
        await BegunAnewAsync();
        await LogInAsync();
    }

    /// <summary>Waits until the machine has switched itself off.</summary>
    public async Task EndedAsync()
    {
        await _machine.WaitForExitAsync().WaitAsync(s_patience);
        if (await _monitor.IsReset) throw new InvalidOperationException($"it did not switch itself off, it began anew:\n{Seen}");
    }

    public Task PressPowerButtonAsync() => _monitor.PressPowerButtonAsync().WaitAsync(s_patience);

    /// <summary>Pulls the plug.</summary>
    public async Task CutPowerAsync()
    {
        _machine.Kill();
        await _machine.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_machine.HasExited) await CutPowerAsync();
        _machine.Dispose();
        _monitor.Dispose();
    }

    private (Process Machine, MachineMonitor Monitor) SwitchOn()
    {
        var monitor = new MachineMonitor(_disk + ".monitor");
        return (Process.Start(new ProcessStartInfo("qemu-system-x86_64", [.. _arguments, .. Firmware, .. monitor.Arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!, monitor);
    }

    // Begun anew in the same QEMU, a machine takes twice the time: what was translated before is thrown away piece by piece.
    private async Task<bool> IsResetAsync()
    {
        if (!_machine.WaitForExit(s_goodbye) || _machine.ExitCode != 0 || !await _monitor.IsReset) return false;
        _machine.Dispose();
        _monitor.Dispose();
        (_machine, _monitor) = SwitchOn();
        _beginnings++;
        return true;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]")]
    private static partial Regex Placing();
}
