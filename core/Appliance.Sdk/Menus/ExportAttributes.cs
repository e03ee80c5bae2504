namespace Appliance.Sdk.Menus;

/// <summary>
/// What an item that comes from the machine is recognised by, whatever it is called: <c>set [ find default-name=ether1 ]</c>. A menu
/// without such a property has its items found by name, or else by number.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FoundByAttribute : Attribute;

/// <summary>No <c>export</c> has it: the whole menu, or the property.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class NotExportedAttribute : Attribute;

/// <summary>
/// The value may hold names of items although it is no reference, such as the gateways of a route: an <c>export</c> makes those items
/// first. An entry whose value cannot be typed any more, because an item that it names is gone, is exported as a comment.
/// </summary>
/// <param name="type">Record of the items.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayNameAttribute(Type type) : Attribute
{
    /// <summary>Record of the items; for an abstract type, those of all derived types.</summary>
    public Type Type { get; } = type;
}
