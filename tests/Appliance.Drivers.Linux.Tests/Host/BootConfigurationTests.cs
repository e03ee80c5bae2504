using Appliance.Drivers.Linux.Host.SystemDisks;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>GRUB's files in a folder; the test starts what GRUB would. Booted ones are in Appliance.Image.Tests.</summary>
public sealed class BootConfigurationTests : BootConfigurationContract, IDisposable
{
    private const string Guarded = "6.1.0-guarded\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("boot").FullName;
    private readonly int _slot = 1;
    private BootConfiguration _boot;

    public BootConfigurationTests()
    {
        foreach (var name in (string[])["boot", "system", "system2"])
        {
            var block = Directory.CreateDirectory(Path.Combine(_folder, "blocks", name)).FullName;
            File.WriteAllText(Path.Combine(block, "uevent"), $"PARTNAME={name}\n");
        }

        Directory.CreateDirectory(Path.Combine(_folder, "boot"));
        Directory.CreateDirectory(Path.Combine(_folder, "grub"));
        File.WriteAllText(Path.Combine(_folder, "grub", "grubenv"), "# GRUB Environment Block\nslot=1\nxen_arguments=kept here\n".PadRight(GrubEnvironment.Size, '#'));
        _boot = At(_slot, "quiet");
    }

    protected override IBootConfiguration Boot => _boot;

    // As image-build/disk/grub.cfg does.
    protected override void Start(bool broken)
    {
        var there = File.Exists(Path.Combine(_folder, "boot", "xen"));
        if (there && broken) Change(variables => variables["plain"] = "1");
        _boot = At(_slot, there && Variables["plain"] != "1" ? $"quiet appliance.xen={Variables["memory"] ?? "unlimited"} panic=3\n" : "quiet\n");
    }

    [Fact]
    public async Task Each_slot_has_its_own_hypervisor_and_its_own_note()
    {
        await SetAsync("first");
        _boot = At(2, "quiet");
        await SetAsync("second");
        (Text("boot/xen"), Text("boot/xen2")).ShouldBe(("first", "second"));
        Directory.GetFiles(Path.Combine(_folder, "boot")).Length.ShouldBe(2);
        Change(variables => variables["plain"] = "1");
        (await Boot.GaveUpAsync(default)).ShouldBeFalse();
        await SetAsync("");
        Text("boot/xen").ShouldBe("first");
        Variables["plain"].ShouldBe("1");
    }

    [Fact]
    public async Task What_else_the_boot_loader_knows_stays()
    {
        await Boot.SetLimitAsync(128, default);
        (Variables["slot"], Variables["xen_arguments"], Variables["memory"]).ShouldBe(("1", "kept here", "128"));
    }

    [Fact]
    public async Task A_damaged_file_is_written_anew_and_tried_again()
    {
        await SetAsync("first");
        File.WriteAllText(Path.Combine(_folder, "boot", "xen"), "fi?st");
        Start(broken: true);
        (await SetAsync("first")).ShouldBeTrue();
        (Text("boot/xen"), await Boot.GaveUpAsync(default)).ShouldBe(("first", false));
    }

    [Theory]
    [InlineData("6.1.0-slim\n", true)]
    [InlineData(Guarded, false)]
    public async Task A_kernel_of_guests_and_a_disk_without_slots_begin_with_no_hypervisor(string release, bool slots)
    {
        if (!slots) Directory.Delete(Path.Combine(_folder, "blocks", "system2"), recursive: true);
        _boot = At(1, "quiet", release);
        Boot.Usable.ShouldBeFalse();
        (await Should.ThrowAsync<RefusedException>(() => SetAsync("first"))).Message.ShouldBe("this machine can not begin with a hypervisor");
        Directory.GetFiles(Path.Combine(_folder, "boot")).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private GrubEnvironment Variables => GrubEnvironment.Parse(File.ReadAllBytes(Path.Combine(_folder, "grub", "grubenv")));

    private void Change(Action<GrubEnvironment> change)
    {
        var variables = Variables;
        change(variables);
        File.WriteAllBytes(Path.Combine(_folder, "grub", "grubenv"), variables.ToBlock());
    }

    private string Text(string path) => File.ReadAllText(Path.Combine(_folder, path));

    private BootConfiguration At(int slot, string arguments, string release = Guarded) =>
        new(new BootLoader(new NamedPartitions(Path.Combine(_folder, "blocks"), _folder), slot, _ => BootPartition.At(_folder)), release, arguments);
}
