using System.Globalization;
using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class MachineTests : IDisposable
{
    private static readonly string s_folder = AppContext.BaseDirectory;
    private readonly Machine _machine = new(s_folder, sandbox: false);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Memory_and_processors_are_those_of_the_kernel()
    {
        var read = _machine.Resources();
        var memory = File.ReadAllLines("/proc/meminfo")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        read.TotalMemory.ShouldBe(1024 * long.Parse(memory, CultureInfo.InvariantCulture));
        read.FreeMemory.ShouldBeInRange(1, read.TotalMemory);
        read.CpuCount.ShouldBe(File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal)));
        read.Cpu.ShouldNotBeEmpty();
        read.Cpu.ShouldNotContain(" ");
        read.CpuLoadPercent.ShouldBeInRange(0, 100);
    }

    [Fact]
    public void The_disk_is_the_one_that_holds_the_store()
    {
        var read = _machine.Resources();
        var drive = new DriveInfo(s_folder);
        read.TotalDisk.ShouldBe(drive.TotalSize);
        read.FreeDisk.ShouldBeInRange(0, read.TotalDisk);
    }

    [Fact]
    public void Written_sectors_grow_with_what_is_written_to_the_disk()
    {
        var before = _machine.Resources().SectorsWrittenSinceBoot;
        var path = Path.Combine(s_folder, $"sectors-{Guid.NewGuid():N}");
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose))
        {
            file.Write(new byte[1 << 20]);
            file.Flush(flushToDisk: true);
        }
        var written = _machine.Resources().SectorsWrittenSinceBoot - before;
        // A store in memory or on a network has no disk: the count stays 0 there.
        if (before > 0) written.ShouldBeGreaterThanOrEqualTo(2048);
        else written.ShouldBe(0);
    }

    [Fact]
    public void The_uptime_is_the_kernel_s()
    {
        var kernel = double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture);
        _machine.Resources().Uptime.TotalSeconds.ShouldBe(kernel, 5);
    }

    [Fact]
    public void A_sandbox_counts_from_its_own_start()
    {
        var sandbox = new Machine(s_folder, sandbox: true).Resources();
        sandbox.Uptime.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        sandbox.SectorsWrittenSinceBoot.ShouldBeInRange(0, 1 << 24);
    }

    [Fact]
    public async Task A_sandbox_has_its_own_clock()
    {
        var sandbox = new Machine(s_folder, sandbox: true);
        await sandbox.SetTimeAsync(new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.Zero), default);
        (sandbox.Now - new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.Zero)).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(10));
        (DateTimeOffset.UtcNow - _machine.Now).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(10));
        sandbox.ToLocal(DateTime.UtcNow).Year.ShouldBe(2008);
    }

    [Fact]
    public async Task Whoever_sets_the_kernel_s_clock_is_noticed()
    {
        var heard = new TaskCompletionSource<MachineChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        _machine.Changed += change => heard.TrySetResult(change);
        // To the time that it is: a jump all the same, and nobody is hurt.
        await new Machine(s_folder, sandbox: false).SetTimeAsync(DateTimeOffset.UtcNow, default);
        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(MachineChange.Clock);
    }

    [Fact]
    public async Task What_the_kernel_does_not_allow_is_refused_with_its_sentence()
    {
        // Longer than any name the kernel takes would do too, but the driver cuts names: a time before 1970 is what no one may set.
        var refusal = await Should.ThrowAsync<RefusedException>(() => _machine.SetTimeAsync(new DateTimeOffset(1800, 1, 1, 0, 0, 0, TimeSpan.Zero), default));
        refusal.Message.ShouldStartWith("can not set clock: ");
    }
}
