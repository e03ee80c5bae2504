namespace Appliance.Sdk.Menus;

/// <summary>
/// An argument that names items of the command's own menu, as <c>numbers</c> does for the universal commands: numbers of the last print,
/// names, <c>[find]</c>, and lists of these. On a list of references, or on a list of texts, which then gets the items' names:
/// observed rows cannot be referred to otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute : Attribute;
