using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;

namespace Torture.Rooms;

/// <summary>A router on a disk that refuses: what a commit is told, and what is to be seen afterwards.</summary>
internal sealed class RoomRouter : IAsyncDisposable
{
    private readonly TestRouter _router;
    private readonly DiskStore _store;
    private readonly IRouterSession _reader;
    private readonly List<string> _notices;

    private RoomRouter(TestRouter router, DiskStore store, List<string> notices) =>
        (_router, _store, _notices, _reader) = (router, store, notices, router.Router.OpenSession(new Login("reader")));

    public string Tree => _router.Tree();

    public string Notices
    {
        get { lock (_notices) return string.Join("; ", _notices); }
    }

    public static async Task<RoomRouter> StartAsync(string folder)
    {
        List<string> notices = [];
        var store = new DiskStore(folder, new DiskStoreOptions { CheckpointBytes = 1 << 20, Notice = notice => { lock (notices) notices.Add(notice); } });
        var router = new RoomRouter(await TestRouter.StartAsync(store), store, notices);
        await router.SettleAsync();
        return router;
    }

    /// <summary>Completes when the store has done what follows the commits: a checkpoint, where one was due or had been refused.</summary>
    public Task SettleAsync() => _store.SettleAsync();

    /// <summary>Adds a node; returns the sentence of the refusal, or null. After a refusal everything is as before, for everybody.</summary>
    public async Task<string?> TryAddAsync(string name, int size)
    {
        var (tree, machine, seen) = (Tree, _router.MachineText(), Seen());
        var (_, problems) = await _router.TryAddAsync(_router.Nodes, ("name", name), ("comment", new string('x', size)));
        if (problems.Count == 0)
        {
            if (!Seen().Contains(name)) throw new InvalidOperationException($"{name} was stored and is not to be seen");
            return null;
        }
        if (Tree != tree) throw new InvalidOperationException($"{name} was refused, and the tree changed");
        if (_router.MachineText() != machine) throw new InvalidOperationException($"{name} was refused, and the machine changed:\n{_router.MachineText()}");
        if (!Seen().SequenceEqual(seen)) throw new InvalidOperationException($"{name} was refused, and another session sees a change");
        return problems.Count == 1 ? problems[0].Sentence : throw new InvalidOperationException($"{problems.Count} sentences");
    }

    public async Task<string?> TryRemoveAsync(int count) =>
        (await _router.Session.RemoveAsync(_router.Nodes, [.. _router.Session.Rows(_router.Nodes).Take(count).Select(row => row.Id)], default)).FirstOrDefault()?.Sentence;

    public int Count => Seen().Count;

    /// <summary>Whether the machine has what the tree wants, no more and no less.</summary>
    public bool MachineAgrees => _router.Machine.Things.Keys.Order(StringComparer.Ordinal).SequenceEqual(Seen().Select(name => "node " + name).Append("motto").Order(StringComparer.Ordinal));

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private List<string> Seen() => [.. _reader.Rows(_router.Nodes).Cast<Node>().Select(node => node.Name)];
}
