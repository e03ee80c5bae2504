using Appliance.Engine.Access;
using Appliance.Engine.Commit;
using Appliance.Engine.History;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Sessions;

/// <summary>One user's way into the tree.</summary>
internal sealed class RouterSession(Login login, AccessControl access, Func<MenuNode> root, Writer writer, Publication publication, Applied applied, ILogger log) : IRouterSession
{
    private Policy _rights = access.PoliciesOf(login, publication.Current) ?? login.Policies;
    private ISafeMode? _safeMode;
    private long _revision;
    private Task _onDisk = Task.CompletedTask, _newest = Task.CompletedTask;

    public Login Login => Rights is var rights && rights == login.Policies ? login : login with { Policies = rights };

    public ISafeMode SafeMode => _safeMode ??= new SafeMode(login.User, config => access.PoliciesOf(login, config) ?? _rights, writer, log);

    public MenuNode Root => root();

    public IReferences Config => Rights.HasFlag(Policy.Sensitive) ? View : new HiddenSecrets(View);

    public bool Deferred { get; set; }

    public bool Imports { get; set; }

    // Looked up for every command: who loses a right loses it at once. While the plugin that knows is away, what it said last holds.
    private Policy Rights => _rights = access.PoliciesOf(login, View) ?? _rights;

    private Snapshot View => publication.Current is var published && published.Revision >= _revision ? published : writer.Head;

    public async Task FlushAsync(CancellationToken ct)
    {
        var onDisk = _onDisk;
        await onDisk.WaitAsync(ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        // A failure is told once; what comes after it starts afresh.
        _onDisk = Task.CompletedTask;
        await onDisk;
    }

    public IEnumerable<Item> Rows(MenuNode menu)
    {
        MustSee(menu);
        return AllRows(menu);
    }

    public IDisposable Watch(MenuNode menu, Action grown)
    {
        MustSee(menu);
        return RuntimeOf(menu, View).Watch(grown);
    }

    private IEnumerable<Item> AllRows(MenuNode menu)
    {
        var view = View;
        var menus = menu.Schema!.IsFamily ? view.Catalog.Lists(menu.Schema.Type) : view.Catalog.Of(menu.Schema) is { } one ? [one] : [];
        var rows = menus.SelectMany(runtime => Observed(runtime, view).Concat(runtime.Rows(view, login)));
        if (menu.Schema.IsFamily) return rows.OrderBy(row => row.Id);
        if (menus.Length == 0 || menus[0].Sort is not { } order) return rows;
        var sorted = rows.ToList();
        // A long list mostly is in its order, which is told in a tenth of the time.
        if (Enumerable.Range(1, Math.Max(0, sorted.Count - 1)).Any(at => order(sorted[at - 1], sorted[at]) > 0)) sorted.Sort(order);
        return sorted;
    }

    public Settings Record(MenuNode menu)
    {
        MustSee(menu);
        var view = View;
        var runtime = RuntimeOf(menu, view);
        return (Settings)runtime.Observe(view.Entry(runtime.Schema, new ItemId(1)) ?? runtime.Schema.New(), view);
    }

    private static MenuRuntime RuntimeOf(MenuNode menu, Snapshot view) =>
        view.Catalog.Of(menu.Schema!) ?? throw new RefusedException("the package of this menu has been removed or replaced");

    public Item? Row(MenuNode menu, ItemId id)
    {
        MustSee(menu);
        return AnyRow(menu, id);
    }

    private Item? AnyRow(MenuNode menu, ItemId id)
    {
        var view = View;
        return view.Entry(menu.Schema!, id) is Item item && view.Catalog.Of(item.GetType()) is { } runtime
            ? Observe(runtime, item, view)
            : id.Value >= ItemId.FirstDynamic || menu.Schema!.Attribute.ReadOnly ? AllRows(menu).FirstOrDefault(row => row.Id == id) : null;
    }

    public bool TryFind(MenuNode menu, string name, out ItemId id)
    {
        // Who may only change has to name items too.
        if (!Rights.MayChange(menu.Schema!)) MustSee(menu);
        if (menu.Schema!.IsNamed && View.TryFind(menu.Schema.Type, name, out id, out _)) return true;
        id = menu.Schema.Attribute.ReadOnly && menu.Schema.IsNamed
            ? AllRows(menu).FirstOrDefault(row => row is NamedItem named && named.Name == name)?.Id ?? default
            : default;
        return !id.IsNone;
    }

    public async ValueTask<(ItemId Id, IReadOnlyList<Problem> Problems)> AddAsync(
        MenuNode menu, IReadOnlyList<Assignment> values, ItemId copyFrom, ItemId placeBefore, CancellationToken ct)
    {
        var id = ItemId.None;
        var problems = await EditAsync(menu, values, (edit, prepared) => id = edit.Add(menu.Schema!, prepared, copyFrom, placeBefore), ct);
        return (id, problems);
    }

    public Task<IReadOnlyList<Problem>> SetAsync(MenuNode menu, IReadOnlyList<ItemId> items, IReadOnlyList<Assignment> values, CancellationToken ct) =>
        EditAsync(menu, values, (edit, prepared) =>
        {
            if (menu.Schema!.IsSettings) edit.SetRecord(menu.Schema, prepared);
            else foreach (var id in items) edit.Set(menu.Schema, id, prepared);
        }, ct).AsTask();

    public async Task<IReadOnlyList<Problem>> RemoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, CancellationToken ct)
    {
        if (!Rights.MayChange(menu.Schema!)) return [Permissions.NotEnough];
        var view = View;
        var others = items.Where(id => view.Entry(menu.Schema!, id) is null).ToList();
        var rows = others.Select(id => AnyRow(menu, id)).ToList();
        if (rows.Contains(null)) return [Problems.NoSuchItem];
        var remove = view.Catalog.Of(menu.Schema!)?.RemoveRow;
        if (rows.Count > 0 && remove is null) return [Problem.Failure("can not remove dynamic item")];
        var problems = new List<Problem>();
        if (rows.Count < items.Count)
        {
            problems.AddRange(await EditAsync(menu, [], (edit, _) =>
            {
                foreach (var id in items.Except(others)) edit.Remove(menu.Schema!, id);
            }, ct));
        }
        foreach (var row in rows)
        {
            if (await remove!(row!, ct) is { } problem) problems.Add(problem);
        }
        return problems;
    }

    public Task<IReadOnlyList<Problem>> MoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, ItemId before, CancellationToken ct) =>
        EditAsync(menu, [], (edit, _) =>
        {
            foreach (var id in items) edit.Move(menu.Schema!, id, before);
        }, ct).AsTask();

    public async Task<IReadOnlyList<Problem>> RunAsync(CommandSchema command, IReadOnlyList<Assignment> arguments, ICommandContext context, CancellationToken ct)
    {
        if (!Rights.MayRun(command)) return [Permissions.NotEnough];
        try
        {
            return await command.Runs.RunAsync(running => ExecuteAsync(command, arguments, context, running), ct);
        }
        catch (RefusedException leaving)
        {
            return [Problem.Failure(leaving.Message)];
        }
    }

    private async Task<IReadOnlyList<Problem>> ExecuteAsync(CommandSchema command, IReadOnlyList<Assignment> arguments, ICommandContext context, CancellationToken ct)
    {
        var instance = command.Create();
        var problems = new List<Problem>();
        foreach (var (name, value) in arguments)
        {
            var problem = command.Arguments.FirstOrDefault(argument => argument.Name == name) is { } argument
                ? argument.Set(instance, value ?? "", View)
                : Problems.Unknown(name);
            if (problem is not null) problems.Add(problem);
        }
        var missing = Assignment.Missing(command.Arguments, arguments);
        if (missing.Count > 0) problems.Add(Problems.Missing(missing));
        if (problems.Count > 0) return problems;
        try
        {
            return await instance.RunAsync(new PermittedContext(context, Login, () => View, (edit, token) => CommitAsync((Editor editor) => edit(editor), token).AsTask()), ct) is { } problem ? [problem] : [];
        }
        catch (Exception trouble) when (trouble is RefusedException or NotReadyException)
        {
            return [Problem.Failure(trouble.Message)];
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            log.LogError(bug, "command {Command} failed: {Message}", command.Name, bug.Message);
            return [Problem.Failure(bug.Message)];
        }
    }

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct)
    {
        var rights = Rights;
        return CommitAsync((Editor editor) =>
        {
            var problems = edit(editor).ToList();
            return editor.Changes().All(change => rights.MayChange(change.Menu.Schema)) ? problems : [Permissions.NotEnough];
        }, ct).AsTask();
    }

    /// <summary>Edits what was typed, as far as the user may; values that take time to make are made before the commit's turn.</summary>
    private async ValueTask<IReadOnlyList<Problem>> EditAsync(MenuNode menu, IReadOnlyList<Assignment> values, Action<Edit, IReadOnlyList<Assignment>> what, CancellationToken ct)
    {
        var rights = Rights;
        if (!rights.MayChange(menu.Schema!)) return [Permissions.NotEnough];
        if (menu.Schema!.IsPrepared) values = await Task.Run(() => Prepared(menu.Schema, values), ct);
        return await CommitAsync((Editor editor) =>
        {
            var edit = new Edit(editor, login with { Policies = rights });
            what(edit, values);
            return edit.Problems;
        }, ct);
    }

    private static List<Assignment> Prepared(MenuSchema schema, IReadOnlyList<Assignment> values) =>
        [.. values.Select(given => given.Value is { } typed && schema.Property(given.Property) is { IsPrepared: true } property ? given with { Value = property.Prepare(typed) } : given)];

    private void MustSee(MenuNode menu)
    {
        if (!Rights.MaySee(menu.Schema!)) throw new NotPermittedException();
    }

    private async ValueTask<IReadOnlyList<Problem>> CommitAsync(Func<Editor, IEnumerable<Problem>> edit, CancellationToken ct)
    {
        var outcome = await writer.CommitAsync(login.User, edit, Deferred, ct, refusals: Imports ? Refusals.AreTold : Refusals.End);
        if (outcome.Problems.Count > 0 || outcome.Revision == 0) return outcome.Problems;
        _revision = outcome.Revision;
        if (outcome.OnDisk != _newest) _onDisk = _onDisk.IsCompletedSuccessfully ? outcome.OnDisk : Task.WhenAll(_onDisk, outcome.OnDisk);
        _newest = outcome.OnDisk;
        if (Deferred) return await outcome.SettledAsync(ct);
        var problems = await outcome.FinishAsync(ct);
        if (outcome.OnDisk.IsFaulted) _onDisk = Task.CompletedTask;
        return problems;
    }

    private IEnumerable<Item> Observed(MenuRuntime menu, Snapshot view)
    {
        foreach (var item in view.Space(menu.Schema.IdSpace).List(menu.Schema.Path)) yield return Observe(menu, item, view);
    }

    private Item Observe(MenuRuntime menu, Item item, Snapshot view)
    {
        if (!menu.HasReconciler) return item;
        var invalid = !item.Disabled && (applied.IsWaiting(new EntryKey(menu.Schema.Path, item.Id)) || ReferenceIndex.Dangling(menu, item, view) is not null);
        return (Item)menu.Observe(invalid ? item with { Invalid = true } : item, view);
    }
}
