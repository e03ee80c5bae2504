using System.Threading.Channels;
using Appliance.Engine.Commit;
using Appliance.Engine.History;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Reconcile;

/// <summary>
/// Takes notice of what changed on the machine and has it looked at in the writer's next turn, together with everything that
/// waits for a driver. Notices that come meanwhile are looked at together.
/// </summary>
internal sealed class Attention : IAttention, IAsyncDisposable
{
    private readonly Channel<(Type Type, ItemId? Id)> _notices = Channel.CreateUnbounded<(Type, ItemId?)>(new() { SingleReader = true });
    private readonly Writer _writer;
    private readonly Applied _applied;
    private readonly ILogger _log;
    private readonly Task _looking;

    public Attention(Writer writer, Applied applied, ILogger log)
    {
        (_writer, _applied, _log) = (writer, applied, log);
        _looking = Task.Run(LookAsync);
    }

    public void Needs<T>(ItemId id) where T : Entry => _notices.Writer.TryWrite((typeof(T), id));

    public void Needs<T>() where T : Entry => _notices.Writer.TryWrite((typeof(T), null));

    /// <summary>Lets what the machine has of a fixed menu join the tree.</summary>
    public async Task DiscoverAsync(MenuRuntime menu)
    {
        if (!menu.Schema.Attribute.Fixed || menu.Schema.IsFamily || !menu.HasReconciler) return;
        var outcome = await _writer.CommitAsync(Router.Author, editor =>
        {
            var known = editor.Next.Space(menu.Schema.IdSpace).List(menu.Schema.Path).Select(menu.Identity).ToHashSet();
            foreach (var found in menu.Discover(editor).Where(found => known.Add(menu.Identity(found)))) editor.Add(menu, found);
            return [];
        }, false, CancellationToken.None, PastStep.ByItself);
        foreach (var problem in outcome.Problems) _log.LogWarning("{Menu}: {Problem}", menu.Schema.Path, problem.Sentence);
        Watch([.. outcome.Settling, outcome.OnDisk]);
    }

    /// <summary>Logs the failure of work that nobody waits for.</summary>
    public void Watch(IEnumerable<Task> settling)
    {
        foreach (var work in settling)
        {
            work.ContinueWith(failed => _log.LogWarning("{Message}", failed.Exception!.InnerException!.Message),
                CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _notices.Writer.TryComplete();
        await _looking;
    }

    private async Task LookAsync()
    {
        while (await _notices.Reader.WaitToReadAsync())
        {
            var notices = new HashSet<(Type Type, ItemId? Id)>();
            while (_notices.Reader.TryRead(out var notice)) notices.Add(notice);
            try
            {
                Watch(await _writer.RepairAsync(head => (head, notices.SelectMany(notice => Entries(head, notice)).Concat(_applied.Waiting).ToList()), CancellationToken.None));
                foreach (var menu in notices.Where(notice => notice.Id is null).Select(notice => _writer.Head.Catalog.Of(notice.Type)).OfType<MenuRuntime>().Distinct()) await DiscoverAsync(menu);
            }
            catch (Exception trouble)
            {
                _log.LogError(trouble, "looking after the machine failed: {Message}", trouble.Message);
            }
        }
    }

    private static IEnumerable<EntryKey> Entries(Snapshot head, (Type Type, ItemId? Id) notice)
    {
        foreach (var menu in head.Catalog.Of(notice.Type) is { Schema.IsSettings: true } settings ? [settings] : head.Catalog.Lists(notice.Type))
        {
            if (menu.Schema.IsSettings) yield return new EntryKey(menu.Schema.Path, new ItemId(1));
            else if (notice.Id is not { } id) foreach (var item in head.Space(menu.Schema.IdSpace).List(menu.Schema.Path)) yield return new EntryKey(menu.Schema.Path, item.Id);
            else if (head.Entry(menu.Schema, id) is not null) yield return new EntryKey(menu.Schema.Path, id);
        }
    }
}
