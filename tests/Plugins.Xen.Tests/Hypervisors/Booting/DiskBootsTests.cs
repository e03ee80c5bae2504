using Appliance.Imaging.Partitions;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Qemu;

namespace Appliance.XenPlugin.Tests.Hypervisors.Booting;

/// <summary>Guests that QEMU really boots from their disk image alone; their console is where it always is.</summary>
[Trait("needs", "guest")]
public sealed class DiskBootsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestLog _log = new();
    private IDomain? _domain;

    private string Image => Path.Combine(_folder.Run, "disk.img");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kernel_in_the_boot_partition_boots_and_leaves_no_copy()
    {
        var linux = SmallLinux.Spec(Image);
        await BootDisk.WriteAsync(Image, "boot", PartitionTypes.LinuxBoot, ("boot/vmlinuz", File.ReadAllBytes(linux.Kernel!)), ("boot/initrd.img", File.ReadAllBytes(linux.Initrd!)),
            ("boot/cmdline", "console=ttyS0 quiet\n"u8.ToArray()));
        await using var console = await StartAsync(linux with { Kernel = null, Initrd = null, CommandLine = "" });
        await console.ExpectAsync("GUEST-READY");
        Directory.GetDirectories(_folder.Run).ShouldBeEmpty();
        await console.TypeAsync("reboot");
        await console.ExpectAsync("GUEST-READY");
    }

    [Fact]
    public async Task A_loader_for_a_BIOS_writes_to_the_console()
    {
        // For each letter behind the code: into AL, show it by the BIOS's service.
        byte[] code = [0xFC, 0x31, 0xC0, 0x8E, 0xD8, 0xBE, 0x15, 0x7C, 0xAC, 0x84, 0xC0, 0x74, 0xFE, 0xB4, 0x0E, 0xCD, 0x10, 0xEB, 0xF5, 0x90, 0x90];
        BootDisk.Overwrite(_folder.NewFile("disk.img"), 0, BootDisk.SectorWith([.. code, .. "LOADED BY BIOS\r\n"u8, 0]));
        await using var console = await StartAsync(new DomainSpec { Key = "1", Name = "other", Memory = 32, Image = Image });
        await console.ExpectAsync("LOADED BY BIOS");
    }

    [Fact]
    public async Task A_loader_for_EFI_is_run_by_firmware_that_shows_itself_on_the_console()
    {
        // A Linux kernel is such a loader too.
        var loader = SmallLinux.Spec(Image).Kernel!;
        await BootDisk.WriteAsync(Image, "EFI system", PartitionTypes.EfiSystem, ("room", new byte[new FileInfo(loader).Length]));
        var volume = $"{Image}@@{24 * 1024}";
        Tool.Run("mdel", "-i", volume, "::room");
        Tool.Run("mmd", "-i", volume, "::EFI", "::EFI/BOOT");
        Tool.Run("mcopy", "-i", volume, loader, "::EFI/BOOT/BOOTX64.EFI");
        await using var console = await StartAsync(new DomainSpec { Key = "1", Name = "other", Memory = 256, Image = Image });
        // The firmware has loaded it, and says that it runs it.
        await console.ExpectAsync("starting Boot0001");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_domain is not null)
        {
            await _domain.DestroyAsync();
            await _domain.DisposeAsync();
        }
        _folder.Dispose();
    }

    private async Task<GuestConsoleReader> StartAsync(DomainSpec spec)
    {
        _domain = await new QemuHypervisor(_folder, _log).CreateAsync(spec, Ct);
        var console = new GuestConsoleReader(await _domain.OpenConsoleAsync(Ct));
        await _domain.ResumeAsync(Ct);
        return console;
    }
}
