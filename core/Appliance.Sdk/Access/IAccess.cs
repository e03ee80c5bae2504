namespace Appliance.Sdk.Access;

/// <summary>Who may come in, and who is in.</summary>
public interface IAccess
{
    /// <summary>
    /// Makes a plugin the one that knows the users. While nobody does, the machine's own console lets its owner in with all rights, every
    /// other way in lets nobody in, and sessions keep the rights they had.
    /// </summary>
    /// <returns>Dispose it when the plugin stops.</returns>
    IDisposable Serve(IUserDirectory users);

    /// <summary>What a user may do now: for what runs in the user's name. Nothing for one who is not there; everything while no plugin knows the users.</summary>
    Policy PoliciesOf(string user);

    /// <summary>Sessions that are open, oldest first.</summary>
    IReadOnlyList<ActiveSession> Active { get; }

    /// <summary>Raised when a session begins; handlers return at once.</summary>
    event Action<ActiveSession>? Entered;
}
