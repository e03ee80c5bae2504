using System.Diagnostics;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors.Xen;
using Appliance.XenPlugin.Hypervisors.Xen.Store;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>What could be left of guests, wherever that would be.</summary>
internal static class Leftovers
{
    public static async Task ShouldBeNoneAsync(ILinks links, CancellationToken ct)
    {
        using var control = new XenControl();
        // xenconsoled lets go of a domain's last page when it hears of its end, as we do.
        for (var patience = 50; control.Domains().Count > 0 && patience > 0; patience--) await Task.Delay(100, ct);
        control.Domains().ShouldBeEmpty();
        await using var store = new XenStore(Toolstack.Socket);
        (await store.ListAsync("/local/domain", ct)).ShouldBe(["0"]);
        foreach (var place in new[] { "/libxl", "/vm", "/local/domain/0/backend/vbd", "/local/domain/0/backend/vif" })
            (await store.ListAsync(place, ct)).Where(name => name != "0").ShouldBeEmpty(place);
        Directory.GetFileSystemEntries("/sys/bus/xen-backend/devices").ShouldBeEmpty();
        Directory.GetDirectories("/sys/block", "loop*").Where(loop => File.Exists(Path.Combine(loop, "loop", "backing_file"))).ShouldBeEmpty();
        Directory.GetFiles("/var/lib/xen", "userdata-?.*").Where(file => !Path.GetFileName(file).Split('.')[1].Equals("0")).ShouldBeEmpty();
        links.All.ShouldNotContain(link => link.Kind == LinkKind.Vif);
        Process.GetProcessesByName("xl").ShouldBeEmpty();
    }
}
