namespace Appliance.Packages.Container;

/// <summary>A plugin inside a package.</summary>
/// <param name="Name">Its folder's name in the source, such as <c>Xen</c>.</param>
/// <param name="Assembly">Path of its main assembly inside the package.</param>
public sealed record PackagedPlugin(string Name, string Assembly);
