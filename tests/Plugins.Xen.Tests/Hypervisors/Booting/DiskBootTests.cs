using System.Text;
using Appliance.Imaging.Partitions;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Booting;

namespace Appliance.XenPlugin.Tests.Hypervisors.Booting;

/// <summary>What is started from a disk image alone.</summary>
public sealed class DiskBootTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _kernel = [.. new byte[0x202], .. "HdrS and what follows"u8];

    private string Image => Path.Combine(_folder.Run, "disk.img");

    private string Copies => Path.Combine(_folder.Run, "1.boot");

    [Fact]
    public async Task Kernel_ramdisk_and_command_line_come_from_the_boot_partition()
    {
        await BootAsync(("boot/vmlinuz", _kernel), ("boot/initrd.img", [1, 2, 3]), ("boot/cmdline", "console=ttyS0 root=PARTLABEL=system\n"u8.ToArray()));
        var boot = Look(new DomainSpec { Key = "1", Name = "ros1", Memory = 64, Image = Image, CommandLine = "quiet" });
        boot.Loader.ShouldBe(DiskLoader.None);
        File.ReadAllBytes(boot.Spec.Kernel!).ShouldBe(_kernel);
        File.ReadAllBytes(boot.Spec.Initrd!).ShouldBe([1, 2, 3]);
        boot.Spec.CommandLine.ShouldBe("console=ttyS0 root=PARTLABEL=system quiet");
        Directory.GetFiles(Copies).Order().ShouldBe([boot.Spec.Kernel!, boot.Spec.Initrd!]);
    }

    [Fact]
    public async Task A_kernel_is_enough_and_comes_before_a_loader()
    {
        await BootAsync(("boot/vmlinuz", _kernel));
        BootDisk.Overwrite(Image, 0, [0xEB, 0xFE]);
        var boot = Look();
        (boot.Loader, boot.Spec.Initrd, boot.Spec.CommandLine).ShouldBe((DiskLoader.None, null, ""));
    }

    [Theory, InlineData("slot=1\n", "first"), InlineData("slot=2\ntries=x\n", "second"), InlineData("", "first")]
    public async Task The_disk_of_a_machine_boots_from_the_slot_that_it_would_boot_from(string variables, string line)
    {
        var block = Encoding.ASCII.GetBytes(("# GRUB Environment Block\n" + variables).PadRight(1024, '#'));
        await BootAsync(("grub/grubenv", block), ("boot/vmlinuz", _kernel), ("boot/cmdline", "first"u8.ToArray()), ("boot/vmlinuz2", _kernel), ("boot/cmdline2", "second"u8.ToArray()));
        Look().Spec.CommandLine.ShouldBe(line);
    }

    [Theory, InlineData(446 + 16), InlineData(446 + 32)]
    public async Task A_hybrid_disk_has_it_too(int entry)
    {
        await BootAsync(("boot/vmlinuz", _kernel));
        BootDisk.Overwrite(Image, entry, [0x80, 0, 0, 0, 0x0C, 0, 0, 0, 64, 0, 0, 0, 0, 32, 0, 0]);
        Look().Spec.Kernel.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_no_kernel_is_said()
    {
        await BootAsync(("boot/vmlinuz", new byte[1000]));
        Trouble().ShouldBe(("nothing to boot", "ros1 can not be started: its disk image has nothing to boot: vmlinuz of its boot partition is no Linux kernel"));
    }

    [Fact]
    public async Task What_is_larger_than_the_guest_is_said()
    {
        await BootAsync(("boot/vmlinuz", new byte[(8 << 20) + 1]));
        Trouble(memory: 8).Sentence.ShouldEndWith("vmlinuz of its boot partition is larger than its memory");
    }

    [Theory, InlineData("console=ttyS0\ninit=/bin/sh"), InlineData("console=ttyS0\u001b[2J"), InlineData("ü")]
    public async Task A_command_line_is_a_line(string line)
    {
        await BootAsync(("boot/vmlinuz", _kernel), ("boot/cmdline", Encoding.UTF8.GetBytes(line)));
        Trouble().Sentence.ShouldEndWith("cmdline of its boot partition is not one line of text");
    }

    [Fact]
    public async Task Damage_is_said_and_leaves_a_loader_its_chance()
    {
        await BootAsync(("boot/vmlinuz", _kernel));
        BootDisk.Overwrite(Image, 520, "damage"u8);
        Look().Spec.Kernel.ShouldNotBeNull();
        BootDisk.Overwrite(Image, -500, "damage"u8);
        Trouble().Sentence.ShouldEndWith("its disk image has nothing to boot: its partition table is damaged");
        BootDisk.Overwrite(Image, 0, [0xEB, 0xFE]);
        Look().Loader.ShouldBe(DiskLoader.Bios);
    }

    [Fact]
    public void An_empty_disk_has_nothing_to_boot()
    {
        File.WriteAllBytes(Image, new byte[1 << 20]);
        Trouble().ShouldBe(("nothing to boot", "ros1 can not be started: its disk image has nothing to boot"));
        File.WriteAllBytes(Image, []);
        Trouble().State.ShouldBe("nothing to boot");
        // A signature without code is no loader.
        File.WriteAllBytes(Image, BootDisk.SectorWith());
        Trouble().State.ShouldBe("nothing to boot");
    }

    [Fact]
    public async Task A_disk_of_another_system_boots_by_its_own_loader()
    {
        File.WriteAllBytes(Image, BootDisk.Sector);
        Look().Loader.ShouldBe(DiskLoader.Bios);
        await BootDisk.WriteAsync(Image, "EFI", PartitionTypes.EfiSystem, ("efi/vmlinuz", _kernel));
        Trouble().State.ShouldBe("nothing to boot");
    }

    public void Dispose() => _folder.Dispose();

    private Task BootAsync(params (string Path, byte[] Content)[] files) => BootDisk.WriteAsync(Image, "boot", PartitionTypes.LinuxBoot, files);

    private DiskBoot Look(DomainSpec? spec = null) => DiskBoot.Of(spec ?? new DomainSpec { Key = "1", Name = "ros1", Memory = 64, Image = Image }, Copies, default);

    private (string State, string Sentence) Trouble(int memory = 64)
    {
        var failure = Should.Throw<DomainFailedException>(() => Look(new DomainSpec { Key = "1", Name = "ros1", Memory = memory, Image = Image }));
        failure.State.Length.ShouldBeLessThanOrEqualTo(28);
        return (failure.State, failure.Message);
    }
}
