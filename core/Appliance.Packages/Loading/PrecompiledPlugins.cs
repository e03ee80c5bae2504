using Appliance.Packages.Container;

namespace Appliance.Packages.Loading;

/// <summary>
/// Copies of plugins that lie beside the daemon, compiled for this machine. .NET compiles what may be unloaded anew each time, into memory of
/// its own; such a copy is mapped from its file, and stays for as long as the daemon runs. So each is used once: what takes the plugin's
/// place before the daemon starts again may be replaced once more.
/// </summary>
/// <param name="folder">A folder for each plugin, of its name; may be missing.</param>
internal sealed class PrecompiledPlugins(string folder)
{
    private readonly HashSet<string> _used = [];

    /// <summary>Path of the copy of this very build of the plugin; null where there is none, or it is used already.</summary>
    public string? Take(string plugin, string assembly)
    {
        var copy = Path.Combine(folder, plugin, Path.GetFileName(assembly));
        return File.Exists(copy) && Build(copy) is { } build && build == Build(assembly) && _used.Add(plugin) ? copy : null;
    }

    private static Guid? Build(string assembly)
    {
        using var file = File.OpenRead(assembly);
        return AssemblyIdentity.Read(file)?.Build;
    }
}
