namespace Appliance.Sdk.Menus;

/// <summary>
/// The wire name that the property had in an earlier version of the package: what is stored under it is taken over, and stored under the
/// new name from then on.
/// </summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class FormerNameAttribute(string name) : Attribute
{
    /// <summary>Lower case with hyphens.</summary>
    public string Name { get; } = name;
}
