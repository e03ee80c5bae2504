using System.Diagnostics;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;
using Appliance.XenPlugin.Hypervisors.Xen.Store;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>The contract, and what is Xen's own; run in domain 0.</summary>
public sealed class XenHypervisorTests : HypervisorContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLog _log = new();
    private readonly LinuxNetwork _network = new();
    private readonly List<XenHypervisor> _hypervisors = [];
    private readonly string _kernel;

    public XenHypervisorTests()
    {
        _kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(_kernel);
    }

    protected override IHypervisor Start()
    {
        var hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), _log);
        _hypervisors.Add(hypervisor);
        return hypervisor;
    }

    protected override DomainSpec Bootable(DomainSpec spec) => spec.Kernel is null ? spec with { Kernel = _kernel } : spec;

    protected override string NewFile(string name) => _folder.NewFile(name);

    protected override string NewTap()
    {
        var tap = "xt" + Guid.NewGuid().ToString("N")[..8];
        _network.Links.EnsureAsync(new LinkSpec { Name = tap, Kind = LinkKind.Tap, Up = true, Mtu = 1400 }, Ct).Wait(Ct);
        return tap;
    }

    protected override void Kill(IDomain domain)
    {
        using var control = new XenControl();
        control.Destroy(IdOf(domain));
    }

    [Theory]
    [InlineData("0", DomainEnd.PoweredOff)]
    [InlineData("3", DomainEnd.Crashed)]
    [InlineData("4", DomainEnd.Crashed)]
    public async Task A_guest_that_stops_by_itself_leaves_nothing(string reason, DomainEnd end)
    {
        var image = NewFile("disk.img");
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Image = image, CommandLine = reason });
        var tap = NewTap();
        await domain.AttachAsync(new NicSpec("7", MacAddress.Random(), "vif1", tap), Ct);
        await domain.ResumeAsync(Ct);
        (await domain.Ended.WaitAsync(Soon, Ct)).ShouldBe(end);
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
        _network.Links.Find(tap).ShouldBeNull();
    }

    [Fact]
    public async Task A_guest_that_restarts_is_another_domain_with_the_same_disk()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Image = NewFile("disk.img"), CommandLine = "1" });
        var first = IdOf(domain);
        var rebooted = new TaskCompletionSource();
        domain.Rebooted += () => rebooted.TrySetResult();
        await domain.ResumeAsync(Ct);
        await rebooted.Task.WaitAsync(Soon, Ct);
        domain.Paused.ShouldBeTrue();
        domain.Ended.IsCompleted.ShouldBeFalse();
        IdOf(domain).ShouldBeGreaterThan(first);
        await domain.DestroyAsync();
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task A_restart_that_the_daemon_did_not_live_to_see_is_made_up_for()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, CommandLine = "1" });
        var first = IdOf(domain);
        await domain.DisposeAsync();
        using (var control = new XenControl()) control.Unpause(first);

        var found = (await Start().FindAsync(Ct)).ShouldHaveSingleItem();
        await found.Ready.WaitAsync(Soon, Ct);
        found.Paused.ShouldBeTrue();
        IdOf(found).ShouldBeGreaterThan(first);
        await found.DestroyAsync();
        await found.DisposeAsync();
    }

    [Fact]
    public async Task The_kernels_link_takes_the_place_of_the_tap_while_the_card_is_plugged_in()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        var tap = NewTap();
        var before = _network.Links.Find(tap)!;
        await domain.AttachAsync(new NicSpec("7", MacAddress.Random(), "vif1", tap), Ct);
        var link = _network.Links.Find(tap)!;
        (link.Kind, link.Up, link.Mtu, link.Mac, link.IsPort, link.Ours).ShouldBe((LinkKind.Vif, true, 1400, before.Mac, false, true));
        await _network.Links.EnsureAsync(new LinkSpec { Name = tap, Kind = LinkKind.Tap, Mac = new MacAddress(0x020000000009) });
        _network.Links.Find(tap)!.Mac.ShouldBe(new MacAddress(0x020000000009));
        await domain.DetachAsync("7", Ct);
        _network.Links.Find(tap).ShouldBeNull();
    }

    [Fact]
    public async Task A_guest_that_does_not_fit_says_how_much_memory_is_missing()
    {
        var failure = await Should.ThrowAsync<DomainFailedException>(() => CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 100_000 }));
        failure.State.ShouldMatch("^[0-9]+ MiB memory missing$");
        failure.Message.ShouldMatch("^not enough memory to start ros1: [0-9]+ MiB are missing$");
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task A_kernel_that_is_none_leaves_nothing()
    {
        var (kernel, image) = (NewFile("vmlinuz"), NewFile("disk.img"));
        var failure = await Should.ThrowAsync<DomainFailedException>(() => CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Kernel = kernel, Image = image }));
        failure.State.ShouldBe("failed to start");
        failure.Message.ShouldStartWith("ros1 can not be started: ");
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task What_a_killed_daemon_had_half_made_is_taken_away()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Image = NewFile("disk.img") });
        var record = Path.Combine(_folder.Run, "1" + XenFiles.RecordExtension);
        (DomainRecord.Read(record)! with { Stage = DomainStage.Making }).Write(record);
        await domain.DisposeAsync();
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task A_domain_that_was_never_noted_is_taken_away()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        File.Delete(Path.Combine(_folder.Run, "1" + XenFiles.RecordExtension));
        await domain.DisposeAsync();
        (await Start().FindAsync(Ct)).ShouldBeEmpty();
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task A_killed_xl_is_a_failed_start_that_leaves_nothing()
    {
        var creating = CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 512, Image = NewFile("disk.img") });
        Process[] running;
        while ((running = Process.GetProcessesByName("xl")).Length == 0 && !creating.IsCompleted) await Task.Delay(20, Ct);
        running.ShouldHaveSingleItem().Kill();
        var failure = await Should.ThrowAsync<DomainFailedException>(() => creating);
        failure.State.ShouldBe("failed to start");
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Fact]
    public async Task The_weight_reaches_the_scheduler()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Weight = 128 });
        Xl("sched-credit2", "-d", "ros1").ShouldMatch("ros1 .* 128 ");
        await domain.SetWeightAsync(512, Ct);
        domain.Spec.Weight.ShouldBe(512);
        Xl("sched-credit2", "-d", "ros1").ShouldMatch("ros1 .* 512 ");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var hypervisor in _hypervisors) await hypervisor.DisposeAsync();
        foreach (var tap in _network.Links.All.Where(link => link.Name.StartsWith("xt"))) await _network.Links.RemoveAsync(tap.Name);
        await _network.DisposeAsync();
        foreach (var line in _log.Lines) TestContext.Current.SendDiagnosticMessage(line);
        _folder.Dispose();
    }

    private static string Xl(params string[] arguments) => Tool.Run(XlProgram.Path, arguments);

    private uint IdOf(IDomain domain)
    {
        using var control = new XenControl();
        return control.Find(DomainRecord.Read(Path.Combine(_folder.Run, domain.Spec.Key + XenFiles.RecordExtension))!.Uuid)!.Value.Id;
    }
}
