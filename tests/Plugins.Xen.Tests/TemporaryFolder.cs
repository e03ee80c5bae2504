using Appliance.Sdk.Drivers.Host;
using Appliance.XenPlugin.Tests.Hypervisors.Booting;

namespace Appliance.XenPlugin.Tests;

/// <summary>A folder that lives as long as a test.</summary>
public sealed class TemporaryFolder : IFolders, IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("xen").FullName;

    public string State => _path;

    public string Run => _path;

    /// <summary>A disk that boots, and does nothing then.</summary>
    public string NewFile(string name)
    {
        var file = Path.Combine(_path, name);
        File.WriteAllBytes(file, new byte[1 << 20]);
        BootDisk.Overwrite(file, 0, BootDisk.Sector);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
