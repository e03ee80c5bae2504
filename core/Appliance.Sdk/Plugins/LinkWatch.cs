using Appliance.Sdk.Drivers.Network;
using Microsoft.Extensions.Logging;

namespace Appliance.Sdk.Plugins;

/// <summary>A service that looks at its items when links change: it asks for attention for those that are not as they should be.</summary>
/// <param name="network">Whose links.</param>
/// <param name="log">Gets what goes wrong in <see cref="Look"/>.</param>
public abstract class LinkWatch(INetwork network, ILogger log) : IPluginService
{
    private Notices<string>? _notices;

    /// <summary>Whose links.</summary>
    protected INetwork Network { get; } = network;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken stopping)
    {
        _notices = new Notices<string>(log, Look);
        Network.Links.Changed += Changed;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync()
    {
        Network.Links.Changed -= Changed;
        return _notices?.StopAsync() ?? Task.CompletedTask;
    }

    /// <summary>Gets the names of the links that changed since the last call; the empty name after the whole table was read again.</summary>
    protected abstract void Look(IReadOnlySet<string> names);

    /// <summary>Whether a change of this link is of interest.</summary>
    protected virtual bool Concerns(Link link) => true;

    private void Changed(Link? link, NetworkChange change)
    {
        if (link is null || Concerns(link)) _notices!.Add(link?.Name ?? "");
    }
}
