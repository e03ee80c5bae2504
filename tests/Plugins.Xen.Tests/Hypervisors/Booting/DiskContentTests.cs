using Appliance.Imaging.Partitions;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Booting;

namespace Appliance.XenPlugin.Tests.Hypervisors.Booting;

/// <summary>Which disks a loader that is not their own is tried with.</summary>
public sealed class DiskContentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Image => Path.Combine(_folder.Run, "disk.img");

    [Theory]
    [InlineData(PartitionTypes.MbrProtective, false)]
    [InlineData(0x83, true)]
    public void One_with_partitions_but_without_code(byte type, bool isThere)
    {
        _folder.NewFile("disk.img");
        BootDisk.Overwrite(Image, 0, BootDisk.SectorWith());
        BootDisk.Overwrite(Image, 446, [0, 0, 0, 0, type, 0, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0]);
        if (isThere) Look().Loader.ShouldBe(DiskLoader.Foreign);
        else Trouble().ShouldEndWith("its disk image has nothing to boot: its partition table is damaged");
    }

    [Fact]
    public async Task One_with_a_GPT_that_no_BIOS_would_boot()
    {
        await BootDisk.WriteAsync(Image, "EFI", PartitionTypes.EfiSystem, ("efi/vmlinuz", [1]));
        Look().Loader.ShouldBe(DiskLoader.Foreign);
    }

    [Theory]
    [InlineData(1080, new byte[] { 0x53, 0xEF })]
    [InlineData(0, new byte[] { (byte)'X', (byte)'F', (byte)'S', (byte)'B' })]
    public void One_that_is_a_file_system(long place, byte[] magic)
    {
        _folder.NewFile("disk.img");
        BootDisk.Overwrite(Image, place, magic);
        Look().Loader.ShouldBe(DiskLoader.Foreign);
    }

    [Fact]
    public void But_none_that_is_blank_or_has_code_alone()
    {
        _folder.NewFile("disk.img");
        Trouble().ShouldBe("ros1 can not be started: its disk image has nothing to boot");
        File.WriteAllBytes(Image, BootDisk.Sector);
        Trouble().ShouldBe("ros1 can not be started: its disk image has nothing to boot");
    }

    [Fact]
    public async Task A_kernel_in_the_boot_partition_comes_first()
    {
        await BootDisk.WriteAsync(Image, "boot", PartitionTypes.LinuxBoot, ("boot/vmlinuz", [.. new byte[0x202], .. "HdrS and what follows"u8]));
        var boot = Look();
        boot.Loader.ShouldBe(DiskLoader.None);
        boot.Spec.Kernel.ShouldNotBeNull();
    }

    public void Dispose() => _folder.Dispose();

    private DiskBoot Look() => DiskBoot.WithoutFirmware(new DomainSpec { Key = "1", Name = "ros1", Memory = 64, Image = Image }, Path.Combine(_folder.Run, "1.boot"), default);

    private string Trouble()
    {
        var failure = Should.Throw<DomainFailedException>(Look);
        failure.State.ShouldBe("nothing to boot");
        return failure.Message;
    }
}
