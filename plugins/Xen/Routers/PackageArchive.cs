using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.XenPlugin.Routers;

/// <summary>
/// The installed packages as a router finds them when it starts: <c>xen.npk</c>, and beside it <c>xen.disabled</c> where it is not to be loaded.
/// </summary>
public sealed class PackageArchive(IPackages packages)
{
    public OpenedPackages Open()
    {
        var opened = new OpenedPackages();
        try
        {
            foreach (var package in packages.Installed)
            {
                opened.Add($"{package.Name}.npk", packages.OpenForGuests(package.Name));
                if (package.Disabled) opened.Add($"{package.Name}.disabled", new MemoryStream());
            }
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }
}

/// <summary>The files; disposing closes them.</summary>
public sealed class OpenedPackages : IDisposable
{
    private readonly List<RouterFile> _files = [];

    public IReadOnlyList<RouterFile> Files => _files;

    public void Add(string name, Stream content) => _files.Add(new RouterFile(name, content));

    public void Dispose() => _files.ForEach(file => file.Content.Dispose());
}
