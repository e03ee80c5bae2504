using System.Collections.Concurrent;

namespace Appliance.Console.Sessions;

/// <summary>The global variables of all users.</summary>
public sealed class UserVariables
{
    private readonly ConcurrentDictionary<string, Variables> _byUser = new(StringComparer.Ordinal);

    /// <summary>Those of one user.</summary>
    public Variables Of(string user) => _byUser.GetOrAdd(user, static _ => new Variables());
}
