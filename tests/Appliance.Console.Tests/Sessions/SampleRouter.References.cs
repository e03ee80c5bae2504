using Appliance.Console.Tests.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Sessions;

internal sealed partial class SampleRouter : IReferences
{
    public long Revision => 0;

    public IEnumerable<Entry> Stored(MenuSchema menu) => menu.IsSettings
        ? _records.TryGetValue(menu.Path, out var record) ? [record] : []
        : _lists.GetValueOrDefault(menu.Path, []).Where(item => !item.Dynamic);

    public IReferences Factory() => new SampleReferences();

    public IEnumerable<T> All<T>() where T : Item => _lists.Values.SelectMany(list => list).OfType<T>();

    public T? Get<T>(ItemId id) where T : Item => All<T>().FirstOrDefault(item => item.Id == id);

    public T? Find<T>(string name) where T : NamedItem => All<T>().FirstOrDefault(item => item.Name == name);

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem => Get<T>(reference.Id);

    public T Settings<T>() where T : Settings, new() => _records.Values.OfType<T>().FirstOrDefault() ?? new T();

    public string? NameOf(Type target, ItemId id) => Named(target).FirstOrDefault(item => item.Id == id)?.Name;

    public IEnumerable<(string Name, ItemId Id, bool Dynamic)> NamesOf(Type target) => Named(target).Select(item => (item.Name, item.Id, item.Dynamic));

    public bool TryFind(Type target, string name, out ItemId id, out bool dynamic)
    {
        var found = Named(target).FirstOrDefault(item => item.Name == name);
        (id, dynamic) = (found?.Id ?? ItemId.None, false);
        return found is not null;
    }

    private IEnumerable<NamedItem> Named(Type target) => All<NamedItem>().Where(target.IsInstanceOfType);
}
