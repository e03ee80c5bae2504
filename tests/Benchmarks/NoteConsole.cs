using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Benchmarks;

/// <summary>A console on a router with the list of notes, for one line at a time.</summary>
internal sealed class NoteConsole : IDisposable
{
    private readonly DiskStore _store;
    private readonly Router _router;
    private readonly ConsoleSession _session;

    public NoteConsole(string folder)
    {
        _store = new DiskStore(folder);
        _router = new Router(_store, null, NullLoggerFactory.Instance);
        _router.OpenAsync().GetAwaiter().GetResult();
        _router.AttachAsync("notes", new NotesPlugin(), _ => { }, default).GetAwaiter().GetResult();
        _session = new ConsoleSession(_router.OpenSession(new Login("admin")), new SilentTerminal());
    }

    /// <summary>Returns when the line's change is on disk.</summary>
    public void Type(string line)
    {
        if (_session.ExecuteAsync(line, default).GetAwaiter().GetResult().Failed) throw new InvalidOperationException(line);
    }

    /// <summary>Returns when the database has caught up, so that its work does not fall into somebody else's measurement.</summary>
    public void Settle() => _store.SettleAsync().GetAwaiter().GetResult();

    public void Dispose() => _router.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
