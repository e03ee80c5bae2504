using System.Collections.Concurrent;
using System.Diagnostics;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>Plugging NICs in and out, at any time.</summary>
internal sealed partial class QemuDomain
{
    private static readonly TimeSpan s_letGo = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _unplugging = new();

    public IReadOnlyCollection<NicSpec> Nics => [.. _record.Nics.Select(nic => nic.Spec)];

    public async Task AttachAsync(NicSpec nic, CancellationToken ct)
    {
        await DetachAsync(nic.Key, ct);
        var device = $"{nic.Key}n{Stopwatch.GetTimestamp():x}";
        var plugged = new PluggedNic(device, nic.Key, nic.Mac.Bits, nic.Link, nic.KernelLink);
        await RunAsync("netdev_add", json =>
        {
            json.WriteString("type", "tap");
            json.WriteString("id", "net" + device);
            json.WriteString("ifname", nic.KernelLink);
            json.WriteString("script", "no");
            json.WriteString("downscript", "no");
        }, ct);
        try
        {
            await RunAsync("device_add", json =>
            {
                json.WriteString("driver", "virtio-net-pci");
                json.WriteString("id", "nic" + device);
                json.WriteString("netdev", "net" + device);
                json.WriteString("mac", nic.Mac.ToString());
                json.WriteString("romfile", ""); // nobody boots from it, and it would cost the BIOS a second
            }, ct);
        }
        catch
        {
            await RunAsync("netdev_del", json => json.WriteString("id", "net" + device), CancellationToken.None);
            throw;
        }
        Save(_record with { Nics = [.. _record.Nics, plugged] });
    }

    public async Task DetachAsync(string key, CancellationToken ct)
    {
        if (_record.Nics.FirstOrDefault(nic => nic.Key == key) is not { } plugged) return;
        var gone = _unplugging.GetOrAdd("nic" + plugged.Device, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await RunAsync("device_del", json => json.WriteString("id", "nic" + plugged.Device), ct);
        await RunAsync("netdev_del", json => json.WriteString("id", "net" + plugged.Device), ct);
        Save(_record with { Nics = [.. _record.Nics.Where(nic => nic != plugged)] });
        // A guest that is still booting, or hangs, does not let go: it keeps a card without a cable, which goes when the guest gets round to it.
        if (!Paused) await Task.WhenAny(gone.Task, Ended, Task.Delay(s_letGo, ct));
    }

    private void OnDeleted(string device)
    {
        if (_unplugging.TryRemove(device, out var waiting)) waiting.TrySetResult();
    }
}
