using Appliance.Packages.Container;

namespace Appliance.Packages.Loading;

/// <summary>
/// Copies of plugins that lie beside the daemon, compiled for this machine. .NET compiles what may be unloaded anew each time, into memory of
/// its own; such a copy is mapped from its file, and stays for as long as the daemon runs. So each is used once: what takes the plugin's
/// place before the daemon starts again may be replaced once more.
/// </summary>
/// <param name="folder">The copies, and a list that says what each stands for; may be missing.</param>
internal sealed class PrecompiledPlugins(string folder)
{
    // As sha256sum writes it: "<hash of the assembly in the package>  Bridge/Appliance.Plugins.Bridge.dll".
    private const string List = "packaged";
    private const int HashLength = 64, Gap = 2;

    /// <summary>Whether there is an unused copy that stands for this very assembly.</summary>
    public bool Has(PackagedFile assembly) => Unused.ContainsKey(assembly.Sha256);

    /// <summary>Path of the copy that stands for this very assembly, which is used from now on; null where there is none.</summary>
    public string? Take(PackagedFile assembly) => Unused.Remove(assembly.Sha256, out var copy) ? copy : null;

    private Dictionary<string, string> Unused => field ??= Read(folder);

    private static Dictionary<string, string> Read(string folder)
    {
        var list = Path.Combine(folder, List);
        if (!File.Exists(list)) return [];
        return File.ReadLines(list).Where(line => line.Length > HashLength + Gap)
            .Select(line => (Hash: line[..HashLength], Copy: Path.Combine(folder, line[(HashLength + Gap)..])))
            .Where(each => File.Exists(each.Copy))
            .ToDictionary(each => each.Hash, each => each.Copy);
    }
}
