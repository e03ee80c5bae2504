using System.Collections.Concurrent;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;
using Appliance.XenPlugin.Hypervisors;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin;

/// <summary>Starts virtual machines again that have ended by themselves, where their record says so: at once, then less and less often.</summary>
public sealed class Restarts(GuestList guests, GuestStart start, GuestRoom room, IConfig config, TimeProvider? time = null) : IPluginService
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1), s_longest = TimeSpan.FromMinutes(1), s_calm = TimeSpan.FromMinutes(5);
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ConcurrentDictionary<ItemId, (TimeSpan Pause, DateTimeOffset At)> _last = new();
    private CancellationToken _stopping;

    public Task StartAsync(CancellationToken stopping)
    {
        _stopping = stopping;
        room.EndedByItself = (machine, end) => _ = RestartAsync(machine, end);
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        room.EndedByItself = null;
        return Task.CompletedTask;
    }

    private async Task RestartAsync(ItemId id, DomainEnd end)
    {
        try
        {
            if (Wanted(id, end) is not { } machine) return;
            var pause = PauseOf(id);
            room.Log.LogWarning("{Machine} is started again in {Seconds} s", machine.Name, (int)pause.TotalSeconds);
            // A guest that crashes in a loop must not take the processors.
            await Task.Delay(pause, _time, _stopping);
            // The record may be another one by now, or somebody was faster.
            if (Wanted(id, end) is { } still && guests.Find(id) is { IsOn: false } guest) await start.PowerOn(still, guest, config.Current);
        }
        catch (Exception trouble) when (trouble is OperationCanceledException or RefusedException)
        {
            // The router goes down; or what is missing is in the log and in the state.
        }
    }

    private VirtualMachine? Wanted(ItemId id, DomainEnd end) => end != DomainEnd.Destroyed && config.Current.Get<VirtualMachine>(id) is { Disabled: false } machine
        && (machine.Restart == RestartPolicy.Always || machine.Restart == RestartPolicy.OnCrash && end == DomainEnd.Crashed) ? machine : null;

    private TimeSpan PauseOf(ItemId id)
    {
        var now = _time.GetUtcNow();
        var pause = _last.TryGetValue(id, out var last) && now - last.At < s_calm ? 2 * last.Pause : s_first;
        if (pause > s_longest) pause = s_longest;
        _last[id] = (pause, now);
        return pause;
    }
}
