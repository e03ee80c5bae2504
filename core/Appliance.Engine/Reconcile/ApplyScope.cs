using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.Engine.Reconcile;

/// <summary>Collects what one item's reconciler declares.</summary>
internal sealed class ApplyScope(Snapshot config, Entry? last) : IApplyScope
{
    public IConfigView Config => config;

    public Entry? Last => last;

    public List<(MenuRuntime Menu, string Key, Item Item)> Owned { get; } = [];

    public List<Task> Settling { get; } = [];

    public void Own<TItem>(string key, TItem item) where TItem : Item
    {
        if (config.Catalog.Of(item.GetType()) is { } menu) Owned.Add((menu, key, item));
    }

    public void Settle(Task work) => Settling.Add(work);
}
