using Appliance.Sdk.Drivers.Host;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class RunFolder : IFolders, IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("xen").FullName;

    public string State => _path;

    public string Run => _path;

    /// <summary>A blank disk.</summary>
    public string NewFile(string name)
    {
        var file = Path.Combine(_path, name);
        File.WriteAllBytes(file, new byte[1 << 20]);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
