using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Engine.Plugins;

/// <summary>Where a loaded plugin joins the running router, and leaves it again.</summary>
public interface IPluginAttachment
{
    /// <summary>
    /// Lets the plugin register what it brings, of which nothing is there yet. Several may do so at once. Throws when the plugin misbehaves.
    /// </summary>
    /// <param name="name">The plugin's name, unique on this router.</param>
    /// <param name="plugin">The plugin's one object.</param>
    /// <param name="hostServices">Adds what the host gives to every plugin.</param>
    IRegisteredPlugin Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices);

    /// <summary>Adds the plugin's menus and commands, reconciles them and starts its services. Throws when the plugin misbehaves; nothing of it is left then.</summary>
    /// <param name="plugin">Used up, whatever becomes of it.</param>
    /// <param name="ct">Ends waiting.</param>
    Task JoinAsync(IRegisteredPlugin plugin, CancellationToken ct);

    /// <summary>
    /// Everything installed has joined, and nothing is missing that an item may belong to: plugins take away what earlier runs left on the machine.
    /// </summary>
    Task TakeAwayLeftoversAsync(CancellationToken ct);

    /// <summary>
    /// Puts a newer version in the place of the attached plugin with the same name: what that one made on the machine stays and is taken
    /// over, as after a restart of the daemon. Throws when the newer one misbehaves: before anything was changed, or with neither left.
    /// </summary>
    /// <param name="newer">Used up, whatever becomes of it.</param>
    Task ReplaceAsync(IRegisteredPlugin newer);

    /// <summary>Ends the plugin's commands, lets it retire, stops its services, removes what it made, and forgets every reference to its types.</summary>
    Task DetachAsync(string name, CancellationToken ct);
}
