using System.Runtime.InteropServices;

namespace Appliance.Cli.Terminal;

/// <summary>Hands every key to the router as it is pressed. The terminal gets its old settings back whatever happens.</summary>
public sealed unsafe class RawMode : IDisposable
{
    private const int StandardInput = 0;
    private readonly byte[] _before = new byte[Native.TermiosLength];
    private readonly List<PosixSignalRegistration> _signals = [];
    private int _restored;

    private RawMode()
    {
        fixed (byte* before = _before)
        {
            if (Native.Get(StandardInput, before) != 0) return;
            var raw = stackalloc byte[Native.TermiosLength];
            new ReadOnlySpan<byte>(before, Native.TermiosLength).CopyTo(new Span<byte>(raw, Native.TermiosLength));
            Native.MakeRaw(raw);
            Native.Set(StandardInput, Native.Drain, raw);
        }
        AppDomain.CurrentDomain.ProcessExit += Restore;
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGHUP])
            _signals.Add(PosixSignalRegistration.Create(signal, _ => Restore(null, EventArgs.Empty)));
    }

    /// <summary>Switches the terminal on standard input.</summary>
    public static RawMode Enter() => new();

    public void Dispose()
    {
        Restore(null, EventArgs.Empty);
        AppDomain.CurrentDomain.ProcessExit -= Restore;
        _signals.ForEach(signal => signal.Dispose());
    }

    private void Restore(object? sender, EventArgs e)
    {
        if (Interlocked.Exchange(ref _restored, 1) != 0) return;
        fixed (byte* before = _before) Native.Set(StandardInput, Native.Now, before);
    }
}
