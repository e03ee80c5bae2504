using Appliance.Cli.Protocol;

namespace Appliance.Daemon.Consoles;

/// <summary>Runs sessions of clients.</summary>
public interface IConsoleSessions
{
    /// <summary>Runs one to its end.</summary>
    /// <param name="client">Whose.</param>
    /// <param name="hello">Who it is.</param>
    /// <param name="down">Cancelled when the router goes down.</param>
    /// <returns>Whether a command failed.</returns>
    Task<bool> RunAsync(Client client, Hello hello, CancellationToken down);
}
