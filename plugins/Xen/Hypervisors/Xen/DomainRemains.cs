using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Takes away all that there is of a domain, whole or half, running, stopped or destroyed by somebody else.</summary>
internal sealed class DomainRemains(XenStore store, XenControl control, ILinks links, ILoopDevices loops, ILogger log)
{
    private const string UserData = "/var/lib/xen";
    private static readonly TimeSpan s_letGo = TimeSpan.FromSeconds(10);

    public async Task TakeAwayAsync(Guid uuid)
    {
        try
        {
            var known = control.Domains().Where(domain => domain.Uuid == uuid && !domain.IsDying).Select(domain => domain.Id).ToHashSet();
            known.UnionWith(await NotedAsync(uuid));
            foreach (var domain in known) await TakeAwayAsync(domain, uuid);
        }
        catch (StoreException trouble)
        {
            // The kernel waits for xenstored too before it lets go of a disk or a card.
            log.LogError("a domain is switched off, but its disks and cards stay until the router restarts: {Trouble}", trouble.Message);
            if (control.Find(uuid) is { } domain) control.Destroy(domain.Id);
        }
    }

    // Who destroys a domain behind our back may leave its notes.
    private async Task<IReadOnlyList<uint>> NotedAsync(Guid uuid)
    {
        List<uint> noted = [];
        foreach (var domain in await store.ListAsync("/local/domain", CancellationToken.None))
            if (await store.ReadAsync($"/local/domain/{domain}/vm", CancellationToken.None) == $"/vm/{uuid}") noted.Add(uint.Parse(domain, CultureInfo.InvariantCulture));
        return noted;
    }

    private async Task TakeAwayAsync(uint domain, Guid uuid)
    {
        control.Pause(domain);
        var disks = await GuestDevice.OfAsync(domain, "vbd", store, CancellationToken.None);
        var images = new List<int>();
        foreach (var disk in disks)
            if (PhysicalDevice.LoopOf(await store.ReadAsync(disk.Backend + "/physical-device", CancellationToken.None)) is { } image) images.Add(image);
        GuestDevice[] devices = [.. disks, .. await GuestDevice.OfAsync(domain, "vif", store, CancellationToken.None)];
        using var departure = new Departure(devices, () => !images.Any(loops.IsBound), links);
        foreach (var device in devices) await device.RemoveAsync(store, CancellationToken.None);
        // The kernel's ends first: as long as they have memory of the domain, it could not go.
        if (!await departure.CompleteAsync(s_letGo))
            log.LogWarning("the kernel does not let go of all disks and cards of domain {Domain}", domain);
        control.Destroy(domain);
        await store.ChangeAsync(
            async change =>
            {
                foreach (var path in new[] { $"/local/domain/{domain}", $"/libxl/{domain}", $"/vm/{uuid}" }) await change.RemoveAsync(path, CancellationToken.None);
                foreach (var kind in new[] { "vbd", "vif", "console" }) await change.RemoveAsync($"/local/domain/0/backend/{kind}/{domain}", CancellationToken.None);
            },
            CancellationToken.None);
        if (!Directory.Exists(UserData)) return;
        foreach (var file in Directory.GetFiles(UserData, $"userdata-?.{domain}.{uuid}.*")) File.Delete(file);
    }
}
