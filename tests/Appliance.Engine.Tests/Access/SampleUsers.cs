using System.Collections.Concurrent;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Access;

/// <summary>Users whose rights a test changes as it likes; each one's password is the name backwards.</summary>
public sealed class SampleUsers : IUserDirectory
{
    public ConcurrentDictionary<string, Policy> Rights { get; } = new();

    public IReadOnlyList<Ip4Prefix> From { get; set; } = [];

    public int Checks { get; private set; }

    public UserAccount? Find(string user, IConfigView config) => Rights.TryGetValue(user, out var rights) ? new(rights, true, From) : null;

    public Task<bool> CheckAsync(string user, string password, CancellationToken ct)
    {
        Checks++;
        return Task.FromResult(password == string.Concat(user.Reverse()));
    }
}
