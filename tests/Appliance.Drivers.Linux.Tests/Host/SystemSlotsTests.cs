using System.Text;
using Appliance.Drivers.Linux.Host.SystemDisks;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>The two slots of a machine's disk; files and folders stand for its partitions. Booted ones are in Appliance.Image.Tests.</summary>
public sealed class SystemSlotsTests : IDisposable
{
    private const string Block = "# GRUB Environment Block\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("slots").FullName;

    public SystemSlotsTests()
    {
        foreach (var (device, name) in new[] { ("sda1", "boot"), ("sda2", "system"), ("sda3", "system2") })
        {
            var block = Directory.CreateDirectory(Path.Combine(_folder, "blocks", device)).FullName;
            File.WriteAllText(Path.Combine(block, "uevent"), $"DEVTYPE=partition\nPARTNAME={name}\n");
            File.WriteAllText(Path.Combine(block, "size"), "2\n");
            Directory.CreateDirectory(Path.Combine(_folder, "devices"));
            File.WriteAllBytes(Path.Combine(_folder, "devices", device), new byte[1024]);
        }

        Directory.CreateDirectory(Path.Combine(_folder, "boot", "grub"));
        Variables = Block + "slot=1\ntries=xx\n";
        BootFile("vmlinuz", "first");
        BootFile("cmdline", "root=PARTLABEL=system quiet\n");
    }

    [Fact]
    public async Task The_second_slot_is_written_beside_the_first()
    {
        await Slots(1).WriteOtherAsync(Software("next", "boot/vmlinuz", "boot/cmdline", "guest/vmlinuz"), default);
        Text("devices/sda3").ShouldBe("next root");
        Text("devices/sda2").ShouldBe("");
        Text("boot/boot/vmlinuz").ShouldBe("first");
        Text("boot/boot/vmlinuz2").ShouldBe("next boot/vmlinuz");
        Text("boot/guest/vmlinuz2").ShouldBe("next guest/vmlinuz");
        Text("boot/boot/cmdline2").ShouldBe("root=PARTLABEL=system2 quiet\n");
        Text("boot/boot/cmdline").ShouldBe("root=PARTLABEL=system quiet\n");
    }

    [Fact]
    public async Task Nothing_of_what_was_in_it_before_stays()
    {
        await Slots(1).WriteOtherAsync(Software("next", "boot/vmlinuz", "boot/initrd.img"), default);
        await Slots(1).WriteOtherAsync(Software("third", "boot/vmlinuz"), default);
        File.Exists(Path.Combine(_folder, "boot/boot/initrd.img2")).ShouldBeFalse();
        await Slots(2).WriteOtherAsync(Software("fourth", "boot/vmlinuz"), default);
        (Text("boot/boot/vmlinuz"), Text("boot/boot/vmlinuz2"), Text("devices/sda2")).ShouldBe(("fourth boot/vmlinuz", "third boot/vmlinuz", "fourth root"));
        File.Exists(Path.Combine(_folder, "boot/boot/cmdline")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_slot_that_is_not_complete_has_no_kernel()
    {
        await Slots(1).WriteOtherAsync(Software("next", "boot/vmlinuz"), default);
        List<SlotFile> broken = [.. Software("third", "boot/vmlinuz").Select(file => file.Path == SlotFile.Root ? file with { CopyTo = _ => throw new IOException("it can not be read") } : file)];
        (await Should.ThrowAsync<RefusedException>(() => Slots(1).WriteOtherAsync(broken, default))).Message.ShouldBe("this router's own disk can not be written: it can not be read");
        File.Exists(Path.Combine(_folder, "boot/boot/vmlinuz2")).ShouldBeFalse();
        Text("boot/boot/vmlinuz").ShouldBe("first");
    }

    [Fact]
    public async Task A_root_that_does_not_fit_touches_nothing()
    {
        await Slots(1).WriteOtherAsync(Software("next", "boot/vmlinuz"), default);
        List<SlotFile> large = [.. Software("third", "boot/vmlinuz").Select(file => file.Path == SlotFile.Root ? file with { Length = 1025 } : file)];
        (await Should.ThrowAsync<RefusedException>(() => Slots(1).WriteOtherAsync(large, default))).Message.ShouldBe("its root is larger than partition system2");
        (Text("boot/boot/vmlinuz2"), Text("devices/sda3")).ShouldBe(("next boot/vmlinuz", "next root"));
    }

    [Fact]
    public async Task The_boot_loader_is_told_which_is_next_and_that_it_came_up()
    {
        await Slots(1).SwitchAsync(default);
        Variables.ShouldBe((Block + "slot=2\n").PadRight(GrubEnvironment.Size, '#'));
        Variables = Block + "slot=2\nother=kept\ntries=x\n";
        await Slots(2).ConfirmAsync(default);
        Variables.ShouldBe((Block + "slot=2\nother=kept\n").PadRight(GrubEnvironment.Size, '#'));
    }

    [Fact]
    public async Task A_disk_with_one_slot_has_no_other()
    {
        Directory.Delete(Path.Combine(_folder, "blocks", "sda3"), recursive: true);
        Slots(1).HasOther.ShouldBeFalse();
        var before = Variables;
        await Slots(1).ConfirmAsync(default);
        Variables.ShouldBe(before);
    }

    [Fact]
    public async Task Variables_that_are_none_are_said()
    {
        File.WriteAllText(Path.Combine(_folder, "boot/grub/grubenv"), "slot=1\n");
        (await Should.ThrowAsync<RefusedException>(() => Slots(1).SwitchAsync(default))).Message.ShouldBe("this router's own disk can not be written: grubenv is no block of GRUB's variables");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Variables
    {
        get => File.ReadAllText(Path.Combine(_folder, "boot/grub/grubenv"));
        set => File.WriteAllText(Path.Combine(_folder, "boot/grub/grubenv"), value.PadRight(GrubEnvironment.Size, '#'));
    }

    private SystemSlots Slots(int running) => new(new BootLoader(new NamedPartitions(Path.Combine(_folder, "blocks"), Path.Combine(_folder, "devices")), running, _ => BootPartition.At(Path.Combine(_folder, "boot"))));

    private static List<SlotFile> Software(string version, params string[] paths) =>
    [
        new(SlotFile.Root, 4 + version.Length + 1, to => to.Write(Encoding.ASCII.GetBytes($"{version} root"))),
        .. paths.Select(path => new SlotFile(path, 100, to => to.Write(path == "boot/cmdline" ? "root=PARTLABEL=system quiet\n"u8 : Encoding.ASCII.GetBytes($"{version} {path}")))),
    ];

    private void BootFile(string name, string content)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "boot", "boot"));
        File.WriteAllText(Path.Combine(_folder, "boot", "boot", name), content);
    }

    private string Text(string path) => File.ReadAllText(Path.Combine(_folder, path)).TrimEnd('\0');
}
