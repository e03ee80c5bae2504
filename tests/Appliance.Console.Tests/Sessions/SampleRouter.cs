using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Sessions;

/// <summary>The tree in memory, without validation, reconcilers and store.</summary>
internal sealed partial class SampleRouter : IRouterSession
{
    private readonly Dictionary<string, List<Item>> _lists = [];
    private readonly Dictionary<string, Settings> _records = [];
    private readonly Dictionary<string, ItemId> _names = [];
    private uint _last;

    public Login Login { get; init; } = new("admin");
    public MenuNode Root { get; set; } = SampleTree.Make();
    public ISafeMode SafeMode { get; init; } = new SampleSafeMode();
    public IReferences Config => this;
    public bool Deferred { get; set; }

    public bool Imports { get; set; }
    public int Flushes { get; private set; }

    public Task FlushAsync(CancellationToken ct = default)
    {
        Flushes++;
        return Task.CompletedTask;
    }

    public IEnumerable<Item> Rows(MenuNode menu) => List(menu);

    public IDisposable Watch(MenuNode menu, Action grown) => throw new NotSupportedException();

    public Settings Record(MenuNode menu) => _records.GetValueOrDefault(menu.Path) ?? (Settings)menu.Schema!.New();

    public Item? Row(MenuNode menu, ItemId id) => List(menu).FirstOrDefault(row => row.Id == id);

    public bool TryFind(MenuNode menu, string name, out ItemId id) => _names.TryGetValue(menu.Path + "=" + name, out id);

    public ValueTask<(ItemId Id, IReadOnlyList<Problem> Problems)> AddAsync(MenuNode menu, IReadOnlyList<Assignment> values, ItemId copyFrom, ItemId placeBefore, CancellationToken ct)
    {
        var record = (Item)menu.Schema!.New();
        var problems = Assign(menu, record, values);
        var missing = menu.Schema.Typed.Where(property => property.IsRequired && !values.Any(value => value.Property == property.Name)).Select(property => property.Name).ToList();
        if (missing.Count > 0) problems = [Problems.Missing(missing)];
        if (problems.Count > 0) return new((ItemId.None, problems));
        Put(record, nameof(Item.Id), new ItemId(++_last));
        var list = List(menu);
        var before = list.FindIndex(row => row.Id == placeBefore);
        list.Insert(before < 0 ? list.Count : before, record);
        if (record is NamedItem named) _names[menu.Path + "=" + named.Name] = record.Id;
        return new((record.Id, []));
    }

    public Task<IReadOnlyList<Problem>> SetAsync(MenuNode menu, IReadOnlyList<ItemId> items, IReadOnlyList<Assignment> values, CancellationToken ct)
    {
        if (menu.Schema!.IsSettings)
        {
            var record = (Settings)menu.Schema.Clone(Record(menu));
            _records[menu.Path] = record;
            return Task.FromResult(Assign(menu, record, values));
        }
        foreach (var id in items)
        {
            var at = List(menu).FindIndex(row => row.Id == id);
            if (at < 0) return Task.FromResult<IReadOnlyList<Problem>>([Problems.NoSuchItem]);
            var record = (Item)menu.Schema.Clone(List(menu)[at]);
            if (Assign(menu, record, values) is { Count: > 0 } problems) return Task.FromResult(problems);
            List(menu)[at] = record;
        }
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public Task<IReadOnlyList<Problem>> RemoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, CancellationToken ct)
    {
        if (items.Any(id => Row(menu, id) is null)) return Task.FromResult<IReadOnlyList<Problem>>([Problems.NoSuchItem]);
        List(menu).RemoveAll(row => items.Contains(row.Id));
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public Task<IReadOnlyList<Problem>> MoveAsync(MenuNode menu, IReadOnlyList<ItemId> items, ItemId before, CancellationToken ct)
    {
        var moved = items.Select(id => Row(menu, id)!).ToList();
        List(menu).RemoveAll(moved.Contains);
        var at = List(menu).FindIndex(row => row.Id == before);
        List(menu).InsertRange(at < 0 ? List(menu).Count : at, moved);
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => throw new NotSupportedException();

    public async Task<IReadOnlyList<Problem>> RunAsync(CommandSchema command, IReadOnlyList<Assignment> arguments, ICommandContext context, CancellationToken ct)
    {
        var instance = command.Create();
        foreach (var given in arguments)
        {
            if (command.Arguments.First(argument => argument.Name == given.Property).Set(instance, given.Value ?? "", this) is { } problem) return [problem];
        }
        return await instance.RunAsync(context, ct) is { } failed ? [failed] : [];
    }

    private List<Item> List(MenuNode menu) => _lists.TryGetValue(menu.Path, out var list) ? list : _lists[menu.Path] = [];

    private IReadOnlyList<Problem> Assign(MenuNode menu, Entry record, IReadOnlyList<Assignment> values)
    {
        foreach (var (name, text) in values)
        {
            if (name == "comment") Put(record, nameof(Item.Comment), text ?? "");
            else if (name == "disabled") Put(record, nameof(Item.Disabled), text is "yes" or "true");
            else if (text is null) menu.Schema!.Property(name)!.Copy(menu.Schema.New(), record);
            else if (menu.Schema!.Property(name)!.Set(record, text, this) is { } problem) return [problem];
        }
        return [];
    }

    private static void Put(Entry record, string property, object value) => record.GetType().GetProperty(property)!.SetValue(record, value);
}
