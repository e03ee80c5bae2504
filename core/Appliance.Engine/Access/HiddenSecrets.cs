using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Access;

/// <summary>The configuration for somebody without the policy <c>sensitive</c>: texts of sensitive values are <see cref="Mask"/>.</summary>
internal sealed class HiddenSecrets(IReferences inner) : IReferences
{
    /// <summary>What stands in the place of a value. Also what conditions compare with, so that nobody can guess the value letter by letter.</summary>
    public const string Mask = "*****";

    public bool ShowsSensitive => false;

    public long Revision => inner.Revision;

    public IEnumerable<T> All<T>() where T : Item => inner.All<T>();

    public T? Get<T>(ItemId id) where T : Item => inner.Get<T>(id);

    public T? Find<T>(string name) where T : NamedItem => inner.Find<T>(name);

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem => inner.Resolve(reference);

    public T Settings<T>() where T : Settings, new() => inner.Settings<T>();

    public string? NameOf(Type target, ItemId id) => inner.NameOf(target, id);

    public IEnumerable<(string Name, ItemId Id, bool Dynamic)> NamesOf(Type target) => inner.NamesOf(target);

    public IEnumerable<Entry> Stored(MenuSchema menu) => inner.Stored(menu);

    public IReferences Factory() => inner.Factory();

    public bool TryFind(Type target, string name, out ItemId id, out bool dynamic) => inner.TryFind(target, name, out id, out dynamic);
}
