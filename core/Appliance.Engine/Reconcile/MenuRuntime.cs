using Appliance.Engine.Schema;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Reconcile;

/// <summary>A menu with the plugin's code behind it, without the type parameter.</summary>
internal abstract class MenuRuntime(MenuSchema schema)
{
    public MenuSchema Schema { get; } = schema;

    public abstract bool HasReconciler { get; }
    public abstract bool KeepsDisabled { get; }
    public abstract Task EnsureAsync(Entry want, IApplyScope scope, CancellationToken ct);
    public abstract Task RemoveAsync(Entry last, IApplyScope scope, CancellationToken ct);
    public abstract Entry Observe(Entry item, IConfigView config);
    public abstract IReadOnlyList<Item> Discover(IConfigView config);
    public abstract string Identity(Item item);

    /// <summary>The record that a person typed, with what the plugin adds to it.</summary>
    public abstract Entry Complete(Entry typed, Entry? before, Login by);

    /// <summary>Observed rows with their numbers; empty for a menu without.</summary>
    public abstract IEnumerable<Item> Rows(IConfigView config, Login login);

    /// <summary>Tells of new rows until the result is disposed; only where <see cref="MenuSchema.IsGrowing"/>.</summary>
    public abstract IDisposable Watch(Action grown);

    /// <summary>Null where rows cannot be removed.</summary>
    public abstract Func<Item, CancellationToken, Task<Problem?>>? RemoveRow { get; }

    /// <summary>Items of a fresh configuration.</summary>
    public abstract IEnumerable<Item> Factory(IConfigView config);

    /// <summary>Null for the order of the list.</summary>
    public abstract Comparison<Item>? Sort { get; }
}

/// <summary>The menu with its type.</summary>
internal sealed class MenuRuntime<T>(MenuSchema schema, Reconciler<T>? reconciler, IRows<T>? rows, Comparison<T>? sorted, Func<IConfigView, IEnumerable<T>>? factory, ICompletion<T>? completion) : MenuRuntime(schema) where T : Entry
{
    private readonly RowNumbers _numbers = new();

    public override bool HasReconciler => reconciler is not null;

    public override bool KeepsDisabled => reconciler?.KeepsDisabled ?? false;

    public override Comparison<Item>? Sort { get; } = sorted is null ? null : (left, right) => sorted((T)(Entry)left, (T)(Entry)right);

    public override Func<Item, CancellationToken, Task<Problem?>>? RemoveRow { get; } =
        rows is IRemovableRows<T> removable ? (row, ct) => removable.RemoveAsync((T)(Entry)row, ct) : null;

    public override Task EnsureAsync(Entry want, IApplyScope scope, CancellationToken ct) => reconciler!.EnsureAsync((T)want, scope, ct);

    public override Task RemoveAsync(Entry last, IApplyScope scope, CancellationToken ct) => reconciler!.RemoveAsync((T)last, scope, ct);

    public override Entry Observe(Entry item, IConfigView config) => reconciler is null ? item : reconciler.Observe((T)item, config);

    public override IReadOnlyList<Item> Discover(IConfigView config) => reconciler is null ? [] : [.. reconciler.Discover(config).Cast<Item>()];

    public override IEnumerable<Item> Factory(IConfigView config) => factory is null ? [] : factory(config).Cast<Item>();

    public override string Identity(Item item) => reconciler!.Identity((T)(Entry)item);

    public override Entry Complete(Entry typed, Entry? before, Login by) => completion is null ? typed : completion.Complete((T)typed, (T?)before, by);

    public override IDisposable Watch(Action grown) => ((IGrowingRows<T>)rows!).Watch(grown);

    public override IEnumerable<Item> Rows(IConfigView config, Login login)
    {
        if (rows is null) return [];
        var read = rows.Read(config, login).ToList();
        return _numbers.Number(read.Select(row => (rows.Key(row), (Item)(Entry)row)), Schema.Attribute.ReadOnly);
    }
}
