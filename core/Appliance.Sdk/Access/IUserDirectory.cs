using Appliance.Sdk.Plugins;

namespace Appliance.Sdk.Access;

/// <summary>Knows the users and their passwords. The engine asks it at every login and before every command.</summary>
public interface IUserDirectory
{
    /// <summary>What a user has; null where there is no such user, or it is disabled. Called for every command: never blocks.</summary>
    /// <param name="user">Exact name.</param>
    /// <param name="config">The configuration as the asking session sees it, so that a change of rights counts at once.</param>
    UserAccount? Find(string user, IConfigView config);

    /// <summary>
    /// Whether the password is the user's. Takes the same time for a wrong password, for a user that is not there, and for one without a
    /// password, so that none of them can be told from outside.
    /// </summary>
    Task<bool> CheckAsync(string user, string password, CancellationToken ct);
}
