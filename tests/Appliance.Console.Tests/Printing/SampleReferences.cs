using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Printing;

/// <summary>A configuration that knows names only.</summary>
public sealed class SampleReferences(params (uint Id, string Name)[] names) : IReferences
{
    public long Revision => 1;

    public string? NameOf(Type target, ItemId id) => names.FirstOrDefault(entry => entry.Id == id.Value).Name;

    public IEnumerable<(string Name, ItemId Id, bool Dynamic)> NamesOf(Type target) => names.Select(entry => (entry.Name, new ItemId(entry.Id), false));

    public bool TryFind(Type target, string name, out ItemId id, out bool dynamic)
    {
        id = new ItemId(names.FirstOrDefault(entry => entry.Name == name).Id);
        dynamic = false;
        return !id.IsNone;
    }

    public IEnumerable<Entry> Stored(MenuSchema menu) => [];

    public IReferences Factory() => new SampleReferences();

    public IEnumerable<T> All<T>() where T : Item => [];

    public T? Get<T>(ItemId id) where T : Item => null;

    public T? Find<T>(string name) where T : NamedItem => null;

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem => null;

    public T Settings<T>() where T : Settings, new() => new();
}
