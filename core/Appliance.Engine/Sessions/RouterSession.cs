using Appliance.Engine.Commit;
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
internal sealed class RouterSession(Login login, Func<MenuNode> root, Writer writer, Publication publication, Applied applied, ILogger log) : IRouterSession
{
    private long _revision;
    private Task _onDisk = Task.CompletedTask;

    public Login Login => login;

    public MenuNode Root => root();

    public IReferences Config => View;

    public bool Deferred { get; set; }

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
        var view = View;
        var menus = menu.Schema!.IsFamily ? view.Catalog.Lists(menu.Schema.Type) : view.Catalog.Of(menu.Schema.Path) is { } one ? [one] : [];
        var rows = menus.SelectMany(runtime => Observed(runtime, view).Concat(runtime.Rows(view)));
        if (menu.Schema.IsFamily) return rows.OrderBy(row => row.Id);
        if (menus.Length == 0 || menus[0].Sort is not { } order) return rows;
        var sorted = rows.ToList();
        sorted.Sort(order);
        return sorted;
    }

    public Settings Record(MenuNode menu)
    {
        var view = View;
        var runtime = view.Catalog.Of(menu.Schema!.Path)!;
        return (Settings)runtime.Observe(view.Entry(runtime.Schema, new ItemId(1)) ?? runtime.Schema.New(), view);
    }

    public Item? Row(MenuNode menu, ItemId id)
    {
        var view = View;
        return view.Entry(menu.Schema!, id) is Item item && view.Catalog.Of(item.GetType()) is { } runtime
            ? Observe(runtime, item, view)
            : id.Value >= ItemId.FirstDynamic ? Rows(menu).FirstOrDefault(row => row.Id == id) : null;
    }

    public bool TryFind(MenuNode menu, string name, out ItemId id)
    {
        if (menu.Schema!.IsNamed && View.TryFind(menu.Schema.Type, name, out id, out _)) return true;
        id = menu.Schema.Attribute.ReadOnly && menu.Schema.IsNamed
            ? Rows(menu).FirstOrDefault(row => row is NamedItem named && named.Name == name)?.Id ?? default
            : default;
        return !id.IsNone;
    }

    public async Task<(ItemId Id, IReadOnlyList<Problem> Problems)> AddAsync(
        MenuNode menu, IReadOnlyList<Assignment> values, ItemId copyFrom, ItemId placeBefore, CancellationToken ct)
    {
        var id = ItemId.None;
        var problems = await CommitAsync((Editor editor) =>
        {
            var edit = new Edit(editor);
            id = edit.Add(menu.Schema!, values, copyFrom, placeBefore);
            return edit.Problems;
        }, ct);
        return (id, problems);
    }

    public Task<IReadOnlyList<Problem>> SetAsync(MenuNode menu, IReadOnlyList<ItemId> items, IReadOnlyList<Assignment> values, CancellationToken ct) =>
        CommitAsync((Editor editor) =>
        {
            var edit = new Edit(editor);
            if (menu.Schema!.IsSettings) edit.SetRecord(menu.Schema, values);
            else foreach (var id in items) edit.Set(menu.Schema, id, values);
            return edit.Problems;
        }, ct);

    public async Task<IReadOnlyList<Problem>> RemoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, CancellationToken ct)
    {
        var view = View;
        var others = items.Where(id => view.Entry(menu.Schema!, id) is null).ToList();
        var rows = others.Select(id => Row(menu, id)).ToList();
        if (rows.Contains(null)) return [Problems.NoSuchItem];
        var remove = view.Catalog.Of(menu.Schema!.Path)?.RemoveRow;
        if (rows.Count > 0 && remove is null) return [Problem.Failure("can not remove dynamic item")];
        var problems = new List<Problem>();
        if (rows.Count < items.Count)
        {
            problems.AddRange(await CommitAsync((Editor editor) =>
            {
                var edit = new Edit(editor);
                foreach (var id in items.Except(others)) edit.Remove(menu.Schema!, id);
                return edit.Problems;
            }, ct));
        }
        foreach (var row in rows)
        {
            if (await remove!(row!, ct) is { } problem) problems.Add(problem);
        }
        return problems;
    }

    public Task<IReadOnlyList<Problem>> MoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, ItemId before, CancellationToken ct) =>
        CommitAsync((Editor editor) =>
        {
            var edit = new Edit(editor);
            foreach (var id in items) edit.Move(menu.Schema!, id, before);
            return edit.Problems;
        }, ct);

    public async Task<IReadOnlyList<Problem>> RunAsync(CommandSchema command, IReadOnlyList<Assignment> arguments, ICommandContext context, CancellationToken ct)
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
        var missing = command.Arguments.Where(argument => argument.IsRequired && !arguments.Any(given => given.Property == argument.Name)).Select(argument => argument.Name).ToList();
        if (missing.Count > 0) problems.Add(Problems.Missing(missing));
        if (problems.Count > 0) return problems;
        try
        {
            return await instance.RunAsync(context, ct) is { } problem ? [problem] : [];
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

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => CommitAsync((Editor editor) => edit(editor), ct);

    private async Task<IReadOnlyList<Problem>> CommitAsync(Func<Editor, IEnumerable<Problem>> edit, CancellationToken ct)
    {
        var outcome = await writer.CommitAsync(login.User, edit, Deferred, ct);
        if (outcome.Problems.Count > 0 || outcome.Revision == 0) return outcome.Problems;
        _revision = outcome.Revision;
        _onDisk = _onDisk.IsCompletedSuccessfully ? outcome.OnDisk : Task.WhenAll(_onDisk, outcome.OnDisk);
        if (!Deferred)
        {
            try
            {
                await outcome.OnDisk;
            }
            catch (IOException trouble)
            {
                _onDisk = Task.CompletedTask;
                return [Problem.Failure(trouble.Message)];
            }
        }
        return outcome.Settling.Count == 0 ? [] : await SettledAsync(outcome.Settling, ct);
    }

    private static async Task<IReadOnlyList<Problem>> SettledAsync(IReadOnlyList<Task> settling, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var work in settling)
        {
            try
            {
                await work.WaitAsync(ct);
            }
            catch (Exception trouble) when (trouble is RefusedException or NotReadyException)
            {
                problems.Add(Problem.Failure(trouble.Message));
            }
        }
        return problems;
    }

    private IEnumerable<Item> Observed(MenuRuntime menu, Snapshot view)
    {
        foreach (var item in view.Space(menu.Schema.IdSpace).List(menu.Schema.Path).Values) yield return Observe(menu, item, view);
    }

    private Item Observe(MenuRuntime menu, Item item, Snapshot view)
    {
        if (!menu.HasReconciler) return item;
        var invalid = !item.Disabled && (applied.IsWaiting(new EntryKey(menu.Schema.Path, item.Id)) || ReferenceIndex.Dangling(menu, item, view) is not null);
        return (Item)menu.Observe(invalid ? item with { Invalid = true } : item, view);
    }
}
