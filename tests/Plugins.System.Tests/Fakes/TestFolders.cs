using Appliance.Sdk.Drivers.Host;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>Folders of a plugin that outlive starts of it within one test.</summary>
public sealed class TestFolders : IFolders, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("appliance-test-").FullName;

    public TestFolders()
    {
        Directory.CreateDirectory(State);
        Directory.CreateDirectory(Run);
    }

    public string State => Path.Combine(_root, "state");

    public string Run => Path.Combine(_root, "run");

    /// <summary>The machine restarts.</summary>
    public void Reboot()
    {
        Directory.Delete(Run, recursive: true);
        Directory.CreateDirectory(Run);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
