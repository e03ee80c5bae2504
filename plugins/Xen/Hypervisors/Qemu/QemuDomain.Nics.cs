using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>Plugging NICs in and out, at any time. A NIC is noted before it is plugged in, so that the next daemon knows of it.</summary>
internal sealed partial class QemuDomain
{
    private static readonly TimeSpan s_letGo = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _unplugging = new();

    public IReadOnlyCollection<NicSpec> Nics => [.. _record.Nics.Select(nic => nic.Spec)];

    public async Task AttachAsync(NicSpec nic, CancellationToken ct)
    {
        await DetachAsync(nic.Key, ct);
        var plugged = new PluggedNic($"{nic.Key}n{Stopwatch.GetTimestamp():x}", nic.Key, nic.Mac.Bits, nic.Link, nic.KernelLink);
        Save(_record with { Nics = [.. _record.Nics, plugged] });
        try
        {
            await RunAsync("netdev_add", json => Netdev(json, plugged), ct);
            await RunAsync("device_add", json => Device(json, plugged), ct);
        }
        catch
        {
            await UnplugAsync(plugged);
            throw;
        }
    }

    public async Task DetachAsync(string key, CancellationToken ct)
    {
        if (_record.Nics.FirstOrDefault(nic => nic.Key == key) is not { } plugged) return;
        var gone = _unplugging.GetOrAdd("nic" + plugged.Device, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await UnplugAsync(plugged);
        // A guest that is still booting, or hangs, does not let go: it keeps a card without a cable, which goes when the guest gets round to it.
        if (!Paused) await Task.WhenAny(gone.Task, Ended, Task.Delay(s_letGo, ct));
    }

    /// <summary>An earlier daemon may have been killed while it plugged something in or out.</summary>
    private async Task CompareNicsAsync(QmpClient qmp)
    {
        var devices = await qmp.ExecuteAsync("qom-list", json => json.WriteString("path", "/machine/peripheral"), _forget.Token);
        var there = devices.EnumerateArray().Select(device => device.GetProperty("name").GetString()!).ToHashSet();
        foreach (var half in _record.Nics.Where(nic => !there.Contains("nic" + nic.Device)).ToList())
        {
            await qmp.TryAsync("netdev_del", json => json.WriteString("id", "net" + half.Device));
            Save(_record with { Nics = [.. _record.Nics.Where(nic => nic != half)] });
        }
    }

    // What is not there, or is on its way out already, is as good as unplugged.
    private async Task UnplugAsync(PluggedNic plugged)
    {
        if (await _talking is { } qmp)
        {
            await qmp.TryAsync("device_del", json => json.WriteString("id", "nic" + plugged.Device));
            await qmp.TryAsync("netdev_del", json => json.WriteString("id", "net" + plugged.Device));
        }
        Save(_record with { Nics = [.. _record.Nics.Where(nic => nic != plugged)] });
    }

    private static void Netdev(Utf8JsonWriter json, PluggedNic nic)
    {
        json.WriteString("type", "tap");
        json.WriteString("id", "net" + nic.Device);
        json.WriteString("ifname", nic.KernelLink);
        json.WriteString("script", "no");
        json.WriteString("downscript", "no");
    }

    private static void Device(Utf8JsonWriter json, PluggedNic nic)
    {
        json.WriteString("driver", "virtio-net-pci");
        json.WriteString("id", "nic" + nic.Device);
        json.WriteString("netdev", "net" + nic.Device);
        json.WriteString("mac", nic.Spec.Mac.ToString());
        json.WriteString("romfile", ""); // nobody boots from it, and it would cost the BIOS a second
    }

    private void OnDeleted(string device)
    {
        if (_unplugging.TryRemove(device, out var waiting)) waiting.TrySetResult();
    }
}
