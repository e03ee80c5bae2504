using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The Linux that other hypervisors' tests boot, as a paravirtual guest. It lies beside this program.</summary>
public sealed class LinuxGuestTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private readonly TemporaryFolder _folder = new();
    private readonly TestLog _log = new();
    private readonly LinuxNetwork _network = new();
    private readonly XenHypervisor _hypervisor;
    private IDomain? _domain;

    public LinuxGuestTests() => _hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), _log);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_guest_boots_talks_takes_cards_restarts_and_crashes()
    {
        var image = _folder.NewFile("disk.img");
        _domain = await _hypervisor.CreateAsync(Spec(image), Ct);
        var (first, second) = (MacAddress.Random(), MacAddress.Random());
        await _domain.AttachAsync(new NicSpec("1", first, "a", await NewTapAsync("to a")), Ct);
        await using var console = new GuestConsoleReader(await _domain.OpenConsoleAsync(Ct), s_patience);
        await _domain.ResumeAsync(Ct);
        await console.ExpectAsync($"GUEST-READY {Text(first)}");
        await UntilRunningAsync("to a");

        await _domain.AttachAsync(new NicSpec("2", second, "b", await NewTapAsync("to b")), Ct);
        await console.ExpectAsync($"NIC-ADDED eth1 {Text(second)}");
        await _domain.DetachAsync("2", Ct);
        await console.ExpectAsync("NIC-REMOVED eth1");
        _network.Links.Find("to b").ShouldBeNull();

        await console.TypeAsync("disk-write hello");
        await console.ExpectAsync("DISK-WRITTEN");
        new StreamReader(image).ReadLine().ShouldBe("hello");

        var rebooted = new TaskCompletionSource();
        _domain.Rebooted += () => rebooted.TrySetResult();
        await console.TypeAsync("reboot");
        await rebooted.Task.WaitAsync(s_patience, Ct);
        _domain.Nics.ShouldBeEmpty();
        await _domain.ResumeAsync(Ct);
        await console.ExpectAsync("GUEST-READY");

        // A panic is a crash. Its power button is pressed in OwnLoaderTests.
        await console.TypeAsync("echo c > /proc/sysrq-trigger");
        (await _domain.Ended.WaitAsync(s_patience, Ct)).ShouldBe(DomainEnd.Crashed);
    }

    public async ValueTask DisposeAsync()
    {
        if (_domain is not null)
        {
            await _domain.DestroyAsync();
            await _domain.DisposeAsync();
        }
        await _hypervisor.DisposeAsync();
        foreach (var tap in _network.Links.All.Where(link => link.Name.StartsWith("to "))) await _network.Links.RemoveAsync(tap.Name);
        await _network.DisposeAsync();
        foreach (var line in _log.Lines) TestContext.Current.SendDiagnosticMessage(line);
        _folder.Dispose();
    }

    private static DomainSpec Spec(string image) => new()
    {
        Key = "1",
        Name = "small",
        Memory = 128,
        Image = image,
        Kernel = Beside("vmlinuz"),
        Initrd = Beside("initrd.img"),
        CommandLine = "console=hvc0 quiet panic=1 mitigations=off",
    };

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "guest", file);

    private static string Text(MacAddress address) => address.ToString().ToLowerInvariant();

    private async Task<string> NewTapAsync(string name)
    {
        await _network.Links.EnsureAsync(new LinkSpec { Name = name, Kind = LinkKind.Tap, Up = true }, Ct);
        return _network.Links.Find(name)!.KernelName;
    }

    private async Task UntilRunningAsync(string name)
    {
        for (var patience = 100; _network.Links.Find(name) is not { Kind: LinkKind.Vif, Running: true } && patience > 0; patience--) await Task.Delay(100, Ct);
        _network.Links.Find(name)!.Running.ShouldBeTrue();
    }
}
