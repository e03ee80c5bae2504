using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.IpPlugin.Routes;

/// <summary>Lets routes follow the renaming of an interface that is their gateway.</summary>
public sealed class GatewayNames(IConfig config, ILoggerFactory loggers) : IPluginService
{
    private Dictionary<ItemId, string> _names = [];
    private Notices<bool>? _notices;

    public Task StartAsync(CancellationToken stopping)
    {
        _names = Names(config.Current);
        _notices = new Notices<bool>(loggers.CreateLogger("route"), _ => Look());
        config.Published += Published;
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        config.Published -= Published;
        return _notices?.StopAsync() ?? Task.CompletedTask;
    }

    private static Dictionary<ItemId, string> Names(IConfigView view) => view.All<Interface>().ToDictionary(item => item.Id, item => item.Name);

    private void Published(IConfigView view) => _notices!.Add(true);

    private void Look()
    {
        var (before, now) = (_names, Names(config.Current));
        _names = now;
        var renamed = before.Where(old => now.TryGetValue(old.Key, out var name) && name != old.Value).ToDictionary(old => old.Value, old => now[old.Key]);
        if (renamed.Count > 0) _ = config.CommitAsync("system", editor => Rename(editor, renamed));
    }

    private static IEnumerable<Problem> Rename(IConfigEditor editor, Dictionary<string, string> renamed)
    {
        foreach (var route in editor.All<IpRoute>().ToList())
        {
            if (route.Gateway?.Any(gateway => gateway.Interface is { } name && renamed.ContainsKey(name)) != true) continue;
            editor.Set(route with { Gateway = [.. route.Gateway.Select(gateway => gateway.Interface is { } name && renamed.TryGetValue(name, out var to) ? new RouteGateway(null, to) : gateway)] });
        }
        return [];
    }
}
