using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Console.Tests.Sessions;

/// <summary>The sample records as a plugin of the real engine.</summary>
internal sealed class SamplePlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Guest>(menu => menu.Command<StartGuest>("start"))
        .Menu<GuestInterface>()
        .Menu<SampleIdentity>()
        .Menu<SampleRule>()
        .Menu<SampleLine>()
        .Command<SampleCommand>("/ping");

    /// <summary>A router that has it.</summary>
    public static async Task<Router> RouterAsync()
    {
        var router = new Router(new MemoryStore(), null, NullLoggerFactory.Instance);
        await router.OpenAsync();
        await router.AttachAsync("sample", new SamplePlugin(), _ => { }, CancellationToken.None);
        return router;
    }
}
