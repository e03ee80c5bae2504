using Appliance.Engine.Access;
using Appliance.Engine.Commit;
using Appliance.Engine.History;
using Appliance.Engine.Plugins;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine;

/// <summary>The config tree with all its parts: open it on a store, attach plugins, open sessions.</summary>
public sealed class Router : IConfig, IPluginAttachment, IAsyncDisposable
{
    /// <summary>Author of what the router does by itself: neither history nor log name it.</summary>
    internal const string Author = "system";

    private readonly IStore _store;
    private readonly ILogger _log;
    private readonly Writer _writer;
    private readonly Publication _publication = new();
    private readonly Applied _applied = new();
    private readonly Attention _attention;
    private readonly Attachment _attachment;
    private readonly ChangeLog _changes;
    private Task _opened = Task.CompletedTask;

    /// <param name="store">Where the configuration lives; the router owns it from here on.</param>
    /// <param name="network">Whose changes are collected while a level of items is applied; null without a network.</param>
    /// <param name="loggers">For the topics <c>system</c>.</param>
    /// <param name="time">For the journal.</param>
    public Router(IStore store, INetwork? network, ILoggerFactory loggers, TimeProvider? time = null)
    {
        _store = store;
        _log = loggers.CreateLogger("system");
        var index = new ReferenceIndex();
        _writer = new Writer(store, new Applier(_applied, index, network, _log), _applied, index, _publication, time ?? TimeProvider.System, _log);
        _attention = new Attention(_writer, _applied, _log);
        Access = new AccessControl(() => _publication.Current, loggers, time ?? TimeProvider.System);
        History = new RouterHistory(_writer);
        _attachment = new Attachment(_writer, _applied, index, this, Access, _attention, History, _log);
        _changes = new ChangeLog(_log, time ?? TimeProvider.System);
        _publication.Stored += Tell;
        _publication.Published += snapshot => Published?.Invoke(snapshot);
    }

    public event Action<IConfigView>? Published;

    /// <summary>Who may come in, and who is in.</summary>
    public AccessControl Access { get; }

    /// <summary>For what is not a plugin and sees the machine change.</summary>
    public IAttention Attention => _attention;

    public IConfigView Current => _publication.Current;

    /// <summary>What was done, and the way back.</summary>
    public IHistory History { get; }

    /// <summary>The menus as they are now.</summary>
    public MenuNode Root => _attachment.Root;

    /// <summary>Reads the store. Call it once, before the first plugin joins; who joins meanwhile waits for the end.</summary>
    public Task OpenAsync() => OpenAsync(Task.Run(_store.Load));

    /// <summary>The same where reading has begun before.</summary>
    /// <param name="loading">What the store's <see cref="IStore.Load"/> gives.</param>
    public Task OpenAsync(Task<StoredConfiguration> loading) => _opened = TakeAsync(loading);

    private async Task TakeAsync(Task<StoredConfiguration> loading)
    {
        var stored = await loading;
        foreach (var sentence in stored.Notices) _log.LogWarning("{Notice}", sentence);
        var (configuration, owed, notice) = SafeModeRecovery.Recover(stored);
        _attachment.Wake(configuration);
        await _writer.RepairAsync(head => (head with { Revision = stored.Revision, Past = Past.Empty with { Owed = owed } }, []), CancellationToken.None);
        if (owed.Count > 0) await RecoverAsync(notice);
    }

    private async Task RecoverAsync(string notice)
    {
        _log.LogWarning("{Notice}", notice);
        var outcome = await _writer.CommitAsync(Author, _ => [], false, CancellationToken.None, static (past, _) => new PastStep(past, [], ""));
        // A full disk is no reason not to start: the store owes it to the next commit, and to the next start.
        foreach (var problem in await outcome.FinishAsync(CancellationToken.None)) _log.LogError("{Problem}", problem.Sentence);
    }

    private void Tell(Publication.Pending commit)
    {
        if (commit.Step.Former is { } former) former.Claim.Lose(commit.Step.Farewell);
        if (commit.Step.Farewell == SafePoint.Dropped) _log.LogWarning("safe mode of {User} is over after {Count} changes: nothing will be undone", commit.Step.Former!.User, Past.Most);
        if (commit.Step.Action.Length > 0) _changes.Tell(commit.Step.Action, commit.Author);
    }

    public IRegisteredPlugin Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices) => _attachment.Register(name, plugin, hostServices);

    public Task JoinAsync(IRegisteredPlugin plugin, CancellationToken ct) => _attachment.JoinAsync((AttachedPlugin)plugin, _opened, ct);

    /// <summary>Registers a plugin and lets it join.</summary>
    public Task AttachAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices, CancellationToken ct) => JoinAsync(Register(name, plugin, hostServices), ct);

    public Task TakeAwayLeftoversAsync(CancellationToken ct) => _attachment.TakeAwayLeftoversAsync(ct);

    public Task ReplaceAsync(IRegisteredPlugin newer) => _attachment.ReplaceAsync((AttachedPlugin)newer);

    public Task DetachAsync(string name, CancellationToken ct) => _attachment.DetachAsync(name, ct);

    /// <summary>Opens a session in the name of a user, who may do there what both the login and the user's group allow at the time.</summary>
    public IRouterSession OpenSession(Login login) => new RouterSession(login, Access, () => _attachment.Root, _writer, _publication, _applied, _log);

    public async Task<IReadOnlyList<Problem>> CommitAsync(string author, Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct = default)
    {
        var outcome = await _writer.CommitAsync(author, edit, false, ct, author == Author ? PastStep.ByItself : null);
        if (outcome.Problems.Count == 0) await outcome.OnDisk;
        _attention.Watch(outcome.Settling);
        return outcome.Problems;
    }

    /// <summary>Every document that is on disk, those of packages that are not installed too.</summary>
    public Task<StoredConfiguration> CaptureAsync(CancellationToken ct) => _attachment.CaptureAsync(() => _publication.Current, ct);

    /// <summary>Orderly stop: services end, the machine stays as it is, the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _attachment.StopAsync();
        await _attention.DisposeAsync();
        await _store.DisposeAsync();
        _writer.Dispose();
        _changes.Dispose();
    }
}
