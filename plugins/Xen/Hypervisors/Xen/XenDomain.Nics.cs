using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>
/// Plugging NICs in and out, at any time. The kernel makes a link of its own for each, which takes the place and the name of the router's
/// end, and goes with the card. A NIC is noted before it is plugged in, so that the next daemon knows of it.
/// </summary>
internal sealed partial class XenDomain
{
    private static readonly TimeSpan s_letGo = TimeSpan.FromSeconds(3), s_link = TimeSpan.FromSeconds(10);

    public IReadOnlyCollection<NicSpec> Nics => [.. _record.Nics.Select(nic => nic.Spec)];

    public Task AttachAsync(NicSpec nic, CancellationToken ct) => InTurnAsync(
        () => AskAsync(async _ =>
        {
            var domain = Needed().Id;
            await UnplugAsync(nic.Key, ct);
            var name = parts.Network.Links.All.FirstOrDefault(link => link.KernelName == nic.KernelLink)?.Name ?? throw new DomainFailedException("failed", $"{Spec.Name}: no interface {nic.KernelLink}");
            var handle = Enumerable.Range(0, int.MaxValue).Select(number => (uint)number).First(number => _record.Nics.All(other => other.Handle != number));
            Save(_record with { Nics = [.. _record.Nics, new PluggedNic(handle, nic.Key, nic.Mac.Bits, nic.Link, nic.KernelLink)] });
            try
            {
                await PlugInAsync(new GuestDevice(domain, "vif", handle), nic, name, ct);
            }
            catch
            {
                await UnplugAsync(nic.Key, CancellationToken.None);
                throw;
            }
        }),
        ct);

    public Task DetachAsync(string key, CancellationToken ct) => InTurnAsync(() => AskAsync(_ => UnplugAsync(key, ct)), ct);

    private async Task PlugInAsync(GuestDevice card, NicSpec nic, string name, CancellationToken ct)
    {
        var mac = nic.Mac.ToString().ToLowerInvariant();
        await card.AddAsync(
            [("mac", mac), ("handle", $"{card.Handle}"), ("type", "vif"), ("script", ""), ("hotplug-status", "")],
            [("mac", mac), ("handle", $"{card.Handle}")], parts.Store, ct);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(s_link);
            Link? link = null;
            await LinkChanges.UntilAsync(parts.Network.Links, () => (link = parts.Network.Links.All.FirstOrDefault(each => each.KernelName == FirstName(card))) is not null, limit.Token);
            await parts.Network.Links.ReplaceAsync(name, link!.Name, ct);
        }
        catch (Exception trouble) when (trouble is RefusedException or NotReadyException || trouble is OperationCanceledException && !ct.IsCancellationRequested)
        {
            throw new DomainFailedException("failed", $"{Spec.Name}: its card can not take the place of {name}: {trouble.Message}");
        }
        await parts.Store.WriteAsync(card.Backend + "/hotplug-status", "connected", ct);
    }

    private async Task UnplugAsync(string key, CancellationToken ct)
    {
        if (_record.Nics.FirstOrDefault(nic => nic.Key == key) is not { } plugged) return;
        if (_made is { } made) await UnplugAsync(new GuestDevice(made.Id, "vif", plugged.Handle), ct);
        Save(_record with { Nics = [.. _record.Nics.Where(nic => nic != plugged)] });
    }

    private async Task UnplugAsync(GuestDevice card, CancellationToken ct)
    {
        using var departure = new Departure([card], () => true, parts.Network.Links);
        // A guest that is still booting, or hangs, does not let go: it loses its card without being asked.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_letGo);
        try
        {
            if (!Paused) await card.CloseAsync(parts.Store, limit.Token);
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
        }
        await card.RemoveAsync(parts.Store, CancellationToken.None);
        await departure.CompleteAsync(s_letGo);
    }

    // As netback calls it, before it has taken anybody's place.
    private static string FirstName(GuestDevice card) => $"vif{card.Domain}.{card.Handle}";

    /// <summary>An earlier daemon may have been killed while it plugged something in or out.</summary>
    private async Task CompareNicsAsync()
    {
        var domain = Needed().Id;
        foreach (var card in await GuestDevice.OfAsync(domain, "vif", parts.Store, _forget.Token))
        {
            var isWhole = _record.Nics.Any(nic => nic.Handle == card.Handle) && card.KernelLink is { } link && link != FirstName(card);
            if (!isWhole) await UnplugAsync(card, _forget.Token);
        }
        var left = (await GuestDevice.OfAsync(domain, "vif", parts.Store, _forget.Token)).Select(card => card.Handle).ToHashSet();
        Save(_record with { Nics = [.. _record.Nics.Where(nic => left.Contains(nic.Handle))] });
    }
}
