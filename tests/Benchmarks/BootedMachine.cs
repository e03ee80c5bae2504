using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Appliance.Benchmarks;

/// <summary>A virtual machine on an emulated processor, and a person at its serial console. Whoever waits is let down after ten minutes.</summary>
internal sealed partial class BootedMachine : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly Process _machine;
    private readonly byte[] _buffer = new byte[4096];
    private readonly StringBuilder _seen = new();
    private int _read;

    /// <param name="hardware">More of QEMU's arguments: kernel and disk.</param>
    public BootedMachine(string[] hardware) => _machine = Process.Start(new ProcessStartInfo("qemu-system-x86_64",
    [
        "-accel", "tcg", "-cpu", "max", "-m", "256", "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio", .. hardware,
    ])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    public TimeSpan Running => _running.Elapsed;

    // Without the sequences that place it on the screen.
    private string Seen => Placing().Replace(_seen.ToString(), "").Replace("\r", "");

    public void Press(string keys)
    {
        _machine.StandardInput.Write(keys);
        _machine.StandardInput.Flush();
    }

    /// <summary>Waits for a text behind what was read before; gives back what was shown between.</summary>
    public string WaitFor(string text)
    {
        int at;
        while ((at = Seen.IndexOf(text, _read, StringComparison.Ordinal)) < 0)
        {
            if (!Read()) throw new InvalidOperationException($"the machine ended without showing \"{text}\":\n{Seen}");
        }
        var between = Seen[_read..at];
        _read = at + text.Length;
        return between;
    }

    /// <summary>Types a line, and gives back what was printed until the next prompt.</summary>
    public string Type(string line, string prompt)
    {
        Press(line + "\r");
        WaitFor("\n");
        return WaitFor(prompt);
    }

    /// <summary>Waits until it has switched itself off.</summary>
    public void WaitForEnd()
    {
        while (Read())
        {
            // What it says last is nobody's.
        }
        _machine.WaitForExit();
    }

    public void Dispose()
    {
        _machine.Kill();
        _machine.WaitForExit();
        _machine.Dispose();
    }

    private bool Read()
    {
        var reading = _machine.StandardOutput.BaseStream.ReadAsync(_buffer).AsTask();
        var left = s_patience - Running;
        if (!reading.Wait(left > TimeSpan.Zero ? left : TimeSpan.Zero)) throw new TimeoutException($"given up after {s_patience.TotalMinutes} minutes; the machine showed:\n{Seen}");
        _seen.Append(Encoding.UTF8.GetString(_buffer, 0, reading.Result));
        return reading.Result > 0;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|\x1b[=>78]")]
    private static partial Regex Placing();
}
