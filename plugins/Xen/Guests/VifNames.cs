using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;

namespace Appliance.XenPlugin.Guests;

/// <summary>Names of dynamic interfaces: the lowest free vif1, vif2, …, kept as long as the guest runs, also across starts of the daemon.</summary>
public sealed class VifNames
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ItemId, string> _names = [];

    /// <param name="card">Whose link it is.</param>
    /// <param name="plugged">What the guest has already.</param>
    /// <param name="config">Whose names are taken.</param>
    public string Take(ItemId card, IReadOnlyCollection<NicSpec> plugged, IConfigView config)
    {
        lock (_lock)
        {
            if (_names.TryGetValue(card, out var known)) return known;
            var before = plugged.FirstOrDefault(nic => nic.Key == NicWish.KeyOf(card))?.Link;
            return _names[card] = before is null || before.StartsWith('*') || _names.ContainsValue(before) ? Free(config) : before;
        }
    }

    public void Release(ItemId card)
    {
        lock (_lock) _names.Remove(card);
    }

    private string Free(IConfigView config)
    {
        var taken = config.All<Interface>().Where(item => !(item is VirtualEthernet && item.Dynamic)).Select(item => item.Name).Concat(_names.Values).ToHashSet();
        var number = 1;
        while (taken.Contains($"vif{number}")) number++;
        return $"vif{number}";
    }
}
