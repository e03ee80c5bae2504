using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Two folders of one plugin, open to nobody else.</summary>
public sealed class Folders : IFolders
{
    public Folders(string state, string run)
    {
        foreach (var folder in (string[])[state, run])
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        State = state;
        Run = run;
    }

    public string State { get; }

    public string Run { get; }
}
