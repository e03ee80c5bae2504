using Appliance.Sdk.Menus;

namespace Appliance.Sdk.Values;

/// <summary>What the engine needs of a reference without knowing its target type.</summary>
public interface IRef
{
    /// <summary>The type of item referred to; for an abstract type, such as <see cref="Interface"/>, any menu of a derived type.</summary>
    static abstract Type Target { get; }

    /// <summary>The target's number; none when the reference is bound by name, or empty.</summary>
    ItemId Id { get; }

    /// <summary>The target's name where the reference is bound by name: dynamic items come and go, so their numbers do not last.</summary>
    string? Name { get; }

    /// <summary>Whether nothing is referred to.</summary>
    bool IsNone { get; }
}

/// <summary>
/// A reference to another item. It completes, follows renames, and orders the work: the target is made first and removed last.
/// Typed values are matched exactly, else by unique prefix, as RouterOS does.
/// </summary>
/// <typeparam name="T">The target's record.</typeparam>
/// <param name="Id">The number of a stored item, else none.</param>
/// <param name="Name">The name of a dynamic item, else null.</param>
public readonly record struct Ref<T>(ItemId Id, string? Name = null) : IRef where T : NamedItem
{
    /// <inheritdoc/>
    public static Type Target => typeof(T);

    /// <summary>Refers to nothing.</summary>
    public static Ref<T> None => default;

    /// <inheritdoc/>
    public bool IsNone => Id.IsNone && Name is null;

    /// <summary>Refers to an item: by number where it is stored, by name where it is dynamic.</summary>
    public static Ref<T> To(T item) => item.Id.IsNone || item.Dynamic ? new(default, item.Name) : new(item.Id);
}
