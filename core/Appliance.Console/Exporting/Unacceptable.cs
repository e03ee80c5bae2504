using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Console.Exporting;

/// <summary>Entries that name something by plain text, and could not be typed again because it is gone.</summary>
internal static class Unacceptable
{
    /// <summary>Why an import would refuse the entry; null where it would not.</summary>
    public static string? Reason(MenuSchema menu, Entry entry, IReferences config) =>
        menu.Exported.Any(property => property.MayName is not null) ? entry.Validate(new StoredOnly(config)).FirstOrDefault()?.Sentence : null;

    /// <summary>The configuration as an import makes it: what the router adds by itself is not there yet.</summary>
    private sealed class StoredOnly(IConfigView config) : IConfigView
    {
        public long Revision => config.Revision;

        public IEnumerable<T> All<T>() where T : Item => config.All<T>().Where(item => !item.Dynamic);

        public T? Get<T>(ItemId id) where T : Item => Stored(config.Get<T>(id));

        public T? Find<T>(string name) where T : NamedItem => Stored(config.Find<T>(name));

        public T? Resolve<T>(Ref<T> reference) where T : NamedItem => Stored(config.Resolve(reference));

        public T Settings<T>() where T : Settings, new() => config.Settings<T>();

        private static T? Stored<T>(T? item) where T : Item => item is { Dynamic: true } ? null : item;
    }
}
