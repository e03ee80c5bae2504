using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Resources;

/// <summary>Shows each second what is in use.</summary>
[Help("Monitor processor and memory"), Needs(Policy.Read)]
public sealed class MonitorResources(IMachine machine) : ICommand
{
    [Help("Print the values once and stop")] public bool Once { get; set; }

    [Between(1, 86_400), Help("Time between two readings")] public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    [Help("How long to monitor")] public TimeSpan? Duration { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        var readings = Once ? 1 : Duration is { } duration ? Math.Max(1, (long)(duration / Interval)) : long.MaxValue;
        using var tick = new PeriodicTimer(Interval);
        try
        {
            for (long reading = 1; ; reading++)
            {
                context.Refresh(ResourceReading.Of(machine.Resources()));
                if (reading >= readings || !await tick.WaitForNextTickAsync(ct)) return null;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return null; // Ctrl-C is the ordinary end
        }
    }
}
