using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Daemon.Tests.Terminals;

/// <summary>The side of a pseudo terminal at which somebody sits.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2, NoControl = 0x100;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private readonly SafeFileHandle _file = Open(ReadWrite | NoControl);
    private readonly FileStream _side;
    private readonly StringBuilder _unseen = new();

    public PseudoTerminal()
    {
        _side = new FileStream(_file, FileAccess.ReadWrite, bufferSize: 0);
        Unlock(_file).ShouldBe(0);
        Device = Marshal.PtrToStringUTF8(NameOf(_file))!;
    }

    /// <summary>The other side.</summary>
    public string Device { get; }

    public void Type(string keys) => _side.Write(Encoding.ASCII.GetBytes(keys));

    /// <summary>Waits for a text on the screen, after the one that was waited for before.</summary>
    public Task SeeAsync(string text) => Task.Run(() =>
    {
        var buffer = new byte[4096];
        while (_unseen.ToString().IndexOf(text, StringComparison.Ordinal) is var at)
        {
            if (at >= 0)
            {
                _unseen.Remove(0, at + text.Length);
                return;
            }
            var count = _side.Read(buffer);
            _unseen.Append(Encoding.UTF8.GetString(buffer, 0, count));
        }
    }).WaitAsync(s_patience);

    public void Dispose() => _side.Dispose();

    [LibraryImport("libc", EntryPoint = "posix_openpt")]
    private static partial SafeFileHandle Open(int flags);

    [LibraryImport("libc", EntryPoint = "unlockpt")]
    private static partial int Unlock(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "ptsname")]
    private static partial nint NameOf(SafeFileHandle file);
}
