using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Plugins.Network.Tests;

/// <summary>A router with two cards and the network's plugins, at whose console the test types.</summary>
public sealed class TypedRouter : ITerminal, IAsyncDisposable
{
    private readonly StringWriter _out = new();
    private readonly Router _router;
    private readonly ConsoleSession _session;

    private TypedRouter(INetwork network, IStore store)
    {
        _router = new Router(store, network, NullLoggerFactory.Instance);
        Driver = network;
        _session = new ConsoleSession(_router.OpenSession(new Login("admin")), this);
    }

    public INetwork Driver { get; }

    /// <summary>The driver, where it is simulated.</summary>
    public SimulatedNetwork Network => (SimulatedNetwork)Driver;

    public IConfigView Config => _router.Current;

    public int Width { get; set; } = 80;

    public bool Interactive => false;

    public TextWriter Out => _out;

    public CancellationTokenSource CtrlC { get; } = new();

    public static async Task<TypedRouter> StartAsync(INetwork? network = null, IStore? store = null, Action<IServiceCollection>? services = null, IPlugin? another = null)
    {
        var router = new TypedRouter(network ?? TwoCards(), store ?? new MemoryStore());
        await router._router.OpenAsync();
        await router.AttachAsync("interfaces", new Appliance.InterfacesPlugin.InterfacesPlugin(), services);
        await router.AttachAsync("bridge", new Appliance.BridgePlugin.BridgePlugin(), services);
        await router.AttachAsync("ip", new Appliance.IpPlugin.IpPlugin(), services);
        if (another is not null) await router.AttachAsync("another", another, services);
        await router._router.TakeAwayLeftoversAsync(default);
        return router;
    }

    public static SimulatedNetwork TwoCards()
    {
        var network = new SimulatedNetwork();
        network.Outside.Plug("ether1", new MacAddress(0x02_1C_AE_C1_B4_01));
        network.Outside.Plug("ether2", new MacAddress(0x02_1C_AE_C1_B4_02));
        return network;
    }

    /// <summary>Types lines, and gives back what was printed.</summary>
    public async Task<string> TypeAsync(params string[] lines)
    {
        _out.GetStringBuilder().Clear();
        foreach (var line in lines) await _session.ExecuteAsync(line, CtrlC.Token);
        return _out.ToString();
    }

    /// <summary>Waits for what a change on the machine leads to: the condition is tried when the driver reports something or a commit is published.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
        {
            var changed = new TaskCompletionSource();
            void Links(Link? link, NetworkChange change) => changed.TrySetResult();
            void Addresses(LinkAddress? address, NetworkChange change) => changed.TrySetResult();
            void Routes(Route? route, NetworkChange change) => changed.TrySetResult();
            void Published(IConfigView view) => changed.TrySetResult();
            _router.Published += Published;
            Driver.Links.Changed += Links;
            Driver.Addresses.Changed += Addresses;
            Driver.Routes.Changed += Routes;
            if (!condition()) await changed.Task.WaitAsync(limit.Token);
            _router.Published -= Published;
            Driver.Links.Changed -= Links;
            Driver.Addresses.Changed -= Addresses;
            Driver.Routes.Changed -= Routes;
        }
    }

    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => new((string?)null);

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    private Task AttachAsync(string name, IPlugin plugin, Action<IServiceCollection>? more) => _router.AttachAsync(name, plugin, services =>
    {
        services.AddSingleton(Driver);
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        more?.Invoke(services);
    }, default);
}
