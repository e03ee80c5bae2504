using System.Diagnostics;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Qemu;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.XenPlugin.Tests.Hypervisors;

[Trait("needs", "guest")]
public sealed class QemuHypervisorTests : HypervisorContract
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _taps = [];

    protected override IHypervisor Start() => new QemuHypervisor(_folder, NullLoggerFactory.Instance);

    protected override string NewFile(string name) => _folder.NewFile(name);

    protected override string NewTap()
    {
        var tap = "xt" + Guid.NewGuid().ToString("N")[..8];
        Tool.Run("ip", "tuntap", "add", "dev", tap, "mode", "tap");
        Tool.Run("ip", "link", "set", tap, "up");
        _taps.Add(tap);
        return tap;
    }

    protected override void Kill(IDomain domain)
    {
        using var process = Process.GetProcessById(PidOf(domain.Spec.Key));
        process.Kill();
        process.WaitForExit();
    }

    [Fact]
    public async Task Emulation_passes_the_probe_that_KVM_must_pass() =>
        (await KvmProbe.ExecutesAsync("tcg", _folder.Run, Ct)).ShouldBeTrue();

    [Fact]
    public async Task A_guest_is_a_session_of_its_own_and_holds_no_file_of_ours()
    {
        await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        var pid = PidOf("1");
        Tool.Run("ps", "-o", "sid=", "-p", pid.ToString()).Trim().ShouldNotBe(Tool.Run("ps", "-o", "sid=", "-p", Environment.ProcessId.ToString()).Trim());
        Tool.Run("ps", "-o", "ppid=", "-p", pid.ToString()).Trim().ShouldNotBe(Environment.ProcessId.ToString());
        new DirectoryInfo($"/proc/{pid}/fd").GetFiles().Select(file => file.LinkTarget).ShouldNotContain(target => target != null && target.Contains("Plugins.Xen.Tests"));
    }

    [Fact]
    public async Task What_a_killed_daemon_had_started_and_not_noted_is_ended()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        using var process = Process.GetProcessById(PidOf("1"));
        File.Delete(Path.Combine(_folder.Run, "1.json"));
        File.Delete(Path.Combine(_folder.Run, "1.pid"));

        (await Start().FindAsync(Ct)).ShouldBeEmpty();
        process.WaitForExit(Soon).ShouldBeTrue();
        (await domain.Ended.WaitAsync(Soon, Ct)).ShouldBe(DomainEnd.Crashed);
    }

    [Fact]
    public async Task A_guest_that_does_not_answer_is_left_alone()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        await domain.ResumeAsync(Ct);
        await domain.DisposeAsync();
        var pid = PidOf("1");
        Tool.Run("kill", "-STOP", pid.ToString());

        var found = (await Start().FindAsync(Ct)).ShouldHaveSingleItem();
        found.Ready.IsCompleted.ShouldBeFalse();
        Tool.Run("kill", "-CONT", pid.ToString());
        await found.Ready.WaitAsync(Soon, Ct);
        found.Paused.ShouldBeFalse();
        found.Ended.IsCompleted.ShouldBeFalse();
        await found.DisposeAsync();
    }

    [Fact]
    public async Task A_card_of_which_only_the_note_was_made_is_forgotten()
    {
        var domain = await CreateAsync(Start(), new DomainSpec { Key = "1", Name = "ros1", Memory = 16 });
        var nic = new NicSpec("7", MacAddress.Random(), "vif1", NewTap());
        await domain.AttachAsync(nic, Ct);
        await domain.DisposeAsync();
        var record = Path.Combine(_folder.Run, "1.json");
        File.WriteAllText(record, File.ReadAllText(record).Replace("\"7n", "\"7nx"));

        var found = (await Start().FindAsync(Ct)).ShouldHaveSingleItem();
        await found.Ready.WaitAsync(Soon, Ct);
        found.Nics.ShouldBeEmpty();
        await found.DisposeAsync();
    }

    [Fact]
    public async Task The_weight_reaches_the_kernel_or_the_log()
    {
        var log = new TestLog();
        await CreateAsync(new QemuHypervisor(_folder, log), new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Weight = 128 });
        if (log.Lines.Any(line => line.StartsWith("weight has no effect"))) return;
        var group = File.ReadLines($"/proc/{PidOf("1")}/cgroup").First(line => line.Contains("/guest-")).Split(':');
        var (folder, file, share) = group[0] == "0" ? ("/sys/fs/cgroup", "cpu.weight", "50") : ("/sys/fs/cgroup/cpu", "cpu.shares", "512");
        File.ReadAllText($"{folder}/guest-{PidOf("1")}/{file}").Trim().ShouldBe(share);
    }

    [Fact]
    public async Task A_guest_boots_talks_takes_cards_restarts_and_obeys_its_power_button()
    {
        var image = NewFile("disk.img");
        var domain = await CreateAsync(Start(), SmallLinux.Spec(image));
        var (first, second) = (MacAddress.Random(), MacAddress.Random());
        await domain.AttachAsync(new NicSpec("1", first, "a", NewTap()), Ct);
        await using var console = new GuestConsoleReader(await domain.OpenConsoleAsync(Ct));
        await domain.ResumeAsync(Ct);
        await console.ExpectAsync($"GUEST-READY {first.ToString().ToLowerInvariant()}");

        await domain.AttachAsync(new NicSpec("2", second, "b", NewTap()), Ct);
        await console.ExpectAsync($"NIC-ADDED eth1 {second.ToString().ToLowerInvariant()}");
        await domain.DetachAsync("2", Ct);
        await console.ExpectAsync("NIC-REMOVED eth1");

        await console.TypeAsync("disk-write hello");
        await console.ExpectAsync("DISK-WRITTEN");
        new StreamReader(image).ReadLine().ShouldBe("hello");

        var rebooted = new TaskCompletionSource();
        domain.Rebooted += () => rebooted.TrySetResult();
        await console.TypeAsync("reboot");
        await rebooted.Task.WaitAsync(Soon, Ct);
        await console.ExpectAsync($"GUEST-READY {first.ToString().ToLowerInvariant()}");

        await domain.PressPowerButtonAsync(Ct);
        await console.ExpectAsync("GUEST-BUTTON");
        (await domain.Ended.WaitAsync(Soon, Ct)).ShouldBe(DomainEnd.PoweredOff);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var tap in _taps) Tool.Run("ip", "link", "del", tap);
        _folder.Dispose();
    }

    private int PidOf(string key) => int.Parse(File.ReadAllText(Path.Combine(_folder.Run, key + ".pid")));
}
