using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Traffic;

/// <summary>Shows what passes an interface each second.</summary>
[Help("Monitor traffic of an interface"), Needs(Policy.Read)]
public sealed class MonitorTraffic(INetwork network) : ICommand
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Unnamed, Help("Interface name")] public required Ref<Interface> Interface { get; set; }

    [Help("Print the values once and stop")] public bool Once { get; set; }

    [Help("How long to monitor")] public TimeSpan? Duration { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (context.Config.Resolve(Interface) is not { } item) return new Problem("no such item");
        var seconds = Once ? 1 : (long?)Duration?.TotalSeconds ?? long.MaxValue;
        if (await CountersAsync(item.Name, ct) is not { } before) return new Problem("no such item");
        using var tick = new PeriodicTimer(s_second);
        try
        {
            for (long second = 0; second < seconds && await tick.WaitForNextTickAsync(ct); second++)
            {
                if (await CountersAsync(item.Name, ct) is not { } now) break;
                context.Refresh(TrafficRecord.Of(before, now));
                before = now;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is the ordinary end.
        }
        return null;
    }

    private async ValueTask<LinkCounters?> CountersAsync(string name, CancellationToken ct)
    {
        if (network.Links.Find(name) is not { } link) return null;
        return (await network.Links.CountersAsync(ct)).TryGetValue(link.Index, out var counters) ? counters : null;
    }
}
