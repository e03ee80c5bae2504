namespace Appliance.Sdk.Drivers.Host;

/// <summary>Folders of this machine that a plugin may use. Each plugin gets its own.</summary>
public interface IFolders
{
    /// <summary>Kept between starts of the daemon and of the machine.</summary>
    string State { get; }

    /// <summary>Kept between starts of the daemon, gone after a restart of the machine: sockets, process numbers. A short path.</summary>
    string Run { get; }
}
