namespace Appliance.Daemon;

/// <summary>
/// The packages that the router was made with. Each is offered for installation at the first start, and again when it was built anew
/// and is still installed: what an administrator has uninstalled does not come back by itself.
/// </summary>
/// <param name="folder">Where they are.</param>
/// <param name="offered">Where the package host looks for packages to install.</param>
/// <param name="installed">Where the installed ones are.</param>
public sealed class FactoryPackages(string folder, string offered, string installed)
{
    private const string Offered = ".offered";

    /// <summary>Puts what is to be installed where it is looked for.</summary>
    public void Offer()
    {
        if (!Directory.Exists(folder)) return;
        Directory.CreateDirectory(installed);
        Directory.CreateDirectory(offered);
        var path = Path.Combine(installed, Offered);
        var before = File.Exists(path) ? File.ReadAllLines(path) : [];
        var now = new List<string>();
        foreach (var package in new DirectoryInfo(folder).EnumerateFiles("*.npk").OrderBy(file => file.Name))
        {
            var build = $"{package.Name} {package.Length} {package.LastWriteTimeUtc.Ticks}";
            now.Add(build);
            if (before.Contains(build)) continue;
            var name = package.Name[..package.Name.LastIndexOf('-')];
            var isNew = !before.Any(line => line.StartsWith(name + "-", StringComparison.Ordinal));
            if (isNew || File.Exists(Path.Combine(installed, $"{name}.npk"))) package.CopyTo(Path.Combine(offered, package.Name), overwrite: true);
        }
        File.WriteAllLines(path, now);
    }
}
