using System.Globalization;
using Appliance.XenPlugin.Hypervisors.Xen.Store;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>A disk or card of a domain: two folders in xenstore, by which the drivers of both ends find each other, and a third for xl.</summary>
/// <param name="Domain">Whose it is.</param>
/// <param name="Kind"><c>vbd</c> or <c>vif</c>.</param>
/// <param name="Handle">Tells the domain's devices of one kind apart.</param>
internal sealed record GuestDevice(uint Domain, string Kind, uint Handle)
{
    /// <summary>States of xen/io/xenbus.h.</summary>
    public const string Initialising = "1", Waiting = "2", Closing = "5", Closed = "6";

    private const uint Router = 0;

    /// <summary>The kernel's name of its end.</summary>
    public string Name => $"{Kind}-{Domain}-{Handle}";

    public string Backend => $"/local/domain/0/backend/{Kind}/{Domain}/{Handle}";

    /// <summary>The kernel's name of a card's link, as it is now; null where there is none.</summary>
    public string? KernelLink => Directory.Exists($"/sys/devices/{Name}/net") ? Directory.EnumerateDirectories($"/sys/devices/{Name}/net").Select(Path.GetFileName).FirstOrDefault() : null;

    private string Frontend => $"/local/domain/{Domain}/device/{Kind}/{Handle}";

    private string Library => $"/libxl/{Domain}/device/{Kind}/{Handle}";

    /// <summary>What a domain has of a kind.</summary>
    public static async Task<IReadOnlyList<GuestDevice>> OfAsync(uint domain, string kind, XenStore store, CancellationToken ct) =>
        [.. (await store.ListAsync($"/local/domain/0/backend/{kind}/{domain}", ct)).Select(handle => new GuestDevice(domain, kind, uint.Parse(handle, CultureInfo.InvariantCulture)))];

    /// <summary>Plugs it in, and waits until the kernel has taken its end.</summary>
    /// <exception cref="DomainFailedException">It did not.</exception>
    public async Task AddAsync(IReadOnlyList<(string, string)> backend, IReadOnlyList<(string, string)> frontend, XenStore store, CancellationToken ct)
    {
        List<(string, string)> router = [("frontend", Frontend), ("frontend-id", $"{Domain}"), ("online", "1"), ("state", Initialising), .. backend];
        List<(string, string)> guest = [("backend", Backend), ("backend-id", $"{Router}"), ("state", Initialising), .. frontend];
        await store.ChangeAsync(
            async change =>
            {
                await change.PutAsync(Library, Router, Router, [("frontend", Frontend), ("backend", Backend), .. router.Skip(1)], ct);
                await change.PutAsync(Frontend, Domain, Router, guest, ct);
                await change.PutAsync(Backend, Router, Domain, router, ct);
            },
            ct);
        var state = await store.UntilAsync(Backend + "/state", state => state != Initialising, ct);
        if (state is null or Closing or Closed)
            throw new DomainFailedException("failed", await store.ReadAsync($"/local/domain/0/error/backend/{Kind}/{Domain}/{Handle}/error", ct) ?? $"the kernel does not take {Kind} {Handle}");
    }

    /// <summary>Tells the guest that it goes, and waits until both ends have let go of it; the token ends waiting.</summary>
    public async Task CloseAsync(XenStore store, CancellationToken ct)
    {
        await store.ChangeAsync(
            async change =>
            {
                if (await change.ReadAsync(Backend + "/state", ct) is null) return;
                await change.WriteAsync(Backend + "/online", "0", ct);
                await change.WriteAsync(Backend + "/state", Closing, ct);
            },
            ct);
        await store.UntilAsync(Backend + "/state", state => state is null or Closed, ct);
    }

    /// <summary>Takes it away, whatever the guest does.</summary>
    public Task RemoveAsync(XenStore store, CancellationToken ct) => store.ChangeAsync(
        async change =>
        {
            await change.RemoveAsync(Backend, ct);
            await change.RemoveAsync(Frontend, ct);
            await change.RemoveAsync(Library, ct);
        },
        ct);
}
