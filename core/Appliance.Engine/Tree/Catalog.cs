using System.Collections.Concurrent;
using System.Collections.Immutable;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;

namespace Appliance.Engine.Tree;

/// <summary>The menus of all attached plugins. Immutable; attaching or detaching a plugin makes a new one, so that nothing remembers an unloaded type.</summary>
internal sealed class Catalog
{
    private readonly ConcurrentDictionary<Type, ImmutableArray<MenuRuntime>> _assignable = new();
    private readonly ImmutableDictionary<Type, MenuRuntime> _byType;
    private readonly ImmutableDictionary<string, MenuRuntime> _byPath;

    public Catalog(IEnumerable<MenuRuntime> menus)
    {
        Menus = [.. menus];
        _byType = Menus.ToImmutableDictionary(menu => menu.Schema.Type);
        _byPath = Menus.ToImmutableDictionary(menu => menu.Schema.Path, StringComparer.Ordinal);
    }

    public static Catalog Empty { get; } = new([]);

    public ImmutableArray<MenuRuntime> Menus { get; }

    public MenuRuntime? Of(Type type) => _byType.GetValueOrDefault(type);

    public MenuRuntime? Of(string path) => _byPath.GetValueOrDefault(path);

    /// <summary>The menu of exactly this schema: null for one whose plugin has left, or was replaced, while somebody still held on to it.</summary>
    public MenuRuntime? Of(MenuSchema schema) => Of(schema.Path) is { } menu && ReferenceEquals(menu.Schema, schema) ? menu : null;

    /// <summary>List menus whose records are of the type: one, or for an abstract type all of its family.</summary>
    public ImmutableArray<MenuRuntime> Lists(Type type) => _assignable.GetOrAdd(type, static (type, menus) =>
        [.. menus.Where(menu => !menu.Schema.IsSettings && !menu.Schema.IsFamily && menu.Schema.Type.IsAssignableTo(type))], Menus);

    /// <summary>Where the numbers and names of a record type live.</summary>
    public string SpaceOf(Type type) => _byType.TryGetValue(type, out var menu) ? menu.Schema.IdSpace
        : type.IsAssignableTo(typeof(Sdk.Menus.Interface)) ? "/interface" : "";
}
