using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.IpPlugin.Routes;

/// <summary>Lets routes follow the renaming of an interface that is their gateway.</summary>
public sealed class GatewayNames(IConfig config, ILoggerFactory loggers) : IPluginService
{
    private IConfigView _before = config.Current;
    private Notices<bool>? _notices;

    public Task StartAsync(CancellationToken stopping)
    {
        _before = config.Current;
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
        var (before, now) = (_before, config.Current);
        _before = now;
        var (oldNames, newNames) = (Names(before), Names(now));
        var renamed = oldNames.Where(old => newNames.TryGetValue(old.Key, out var name) && name != old.Value).ToDictionary(old => old.Value, old => newNames[old.Key]);
        if (renamed.Count > 0) _ = config.CommitAsync("system", editor => Rename(editor, before, renamed));
    }

    private static IEnumerable<Problem> Rename(IConfigEditor editor, IConfigView before, Dictionary<string, string> renamed)
    {
        foreach (var route in editor.All<IpRoute>().ToList())
        {
            if (route.Gateway?.Any(Follows) != true) continue;
            editor.Set(route with { Gateway = [.. route.Gateway.Select(gateway => Follows(gateway) ? new RouteGateway(null, renamed[gateway.Interface!]) : gateway)] });

            // A route that was typed meanwhile may mean who has the name since.
            bool Follows(RouteGateway gateway) => gateway.Interface is { } name && renamed.ContainsKey(name)
                && (before.Get<IpRoute>(route.Id)?.Gateway?.Contains(gateway) == true || editor.Find<Interface>(name) is null);
        }
        return [];
    }
}
