using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Tests;

/// <summary>Layers whose content is one word.</summary>
internal sealed class TestLayers : IRootLayers
{
    private readonly SortedDictionary<string, string> _laid = [];

    public bool Usable { get; set; }

    /// <summary>As in <c>xen:content</c>.</summary>
    public IEnumerable<string> Laid => _laid.Select(layer => $"{layer.Key}:{layer.Value}");

    public void Lay(string name, string file)
    {
        var content = File.ReadAllText(file);
        if (content == "broken") throw new RefusedException($"{name} can not be mounted: Invalid argument");
        _laid[name] = content;
    }

    public void TakeAway(string name) => _laid.Remove(name);
}
