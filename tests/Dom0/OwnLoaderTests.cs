using System.IO.Compression;
using System.Text;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Netlink;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>Guests that come as a disk alone, with kernel and loader's configuration on it; and guests that have the processor's help.</summary>
public sealed class OwnLoaderTests : IAsyncDisposable
{
    private const string Grub = "set timeout=0\nmenuentry 'small' {\n\tsearch --no-floppy --set=root --file /boot/vmlinuz\n\tlinux /boot/vmlinuz console=hvc0 quiet mitigations=off\n\tinitrd /boot/initrd.img\n}\n";
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private readonly TemporaryFolder _folder = new();
    private readonly LinuxNetwork _network = new();
    private readonly TestLog _log = new();
    private readonly XenHypervisor _hypervisor;
    private IDomain? _domain;

    public OwnLoaderTests() => _hypervisor = new XenHypervisor(_folder, _network, new LoopDevices(), _log);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Content => Path.Combine(_folder.Run, "content");

    private string Image => Path.Combine(_folder.Run, "disk.img");

    // The first kernel is packed by xz, the second by LZ4, which GRUB would have to unpack for a paravirtual guest and can not.
    [Theory]
    [InlineData("router-vmlinuz", Virtualization.Automatic)]
    [InlineData("vmlinuz", Virtualization.Pvh)]
    public async Task A_Linux_with_GRUB_boots_from_its_disk_and_shuts_down(string kernel, Virtualization virtualization)
    {
        Put("boot/vmlinuz", await File.ReadAllBytesAsync(Beside(kernel), Ct));
        Put("boot/initrd.img", await UnpackedAsync(Beside("initrd.img")));
        Put("boot/grub/grub.cfg", Encoding.ASCII.GetBytes(Grub));
        GuestDisk.Write(Image, Content, 32);
        await using var console = await StartAsync(new DomainSpec { Key = "1", Name = "small", Memory = 128, Image = Image, Virtualization = virtualization });
        await console.ExpectAsync("GUEST-READY");
        await console.TypeAsync("echo type=$(cat /sys/hypervisor/guest_type).");
        await console.ExpectAsync(virtualization == Virtualization.Pvh ? "type=PVH." : "type=PV.");
        await WriteAsync(console);
        await _domain!.PressPowerButtonAsync(Ct);
        await console.ExpectAsync("GUEST-OFF");
        (await _domain.Ended.WaitAsync(s_patience, Ct)).ShouldBe(DomainEnd.PoweredOff);
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    // The kernel stops at once, for the reason on its command line.
    [Theory]
    [InlineData("boot/grub2/grub.cfg", "linux /tiny 0\nboot\n", true)]
    [InlineData("grub/grub.cfg", "linux /tiny 0\nboot\n", false)]
    [InlineData("boot/grub/menu.lst", "default 0\ntimeout 0\ntitle tiny\nroot (hd0,0)\nkernel /tiny 0\n", true)]
    [InlineData("boot/extlinux/extlinux.conf", "DEFAULT tiny\nLABEL tiny\nLINUX /tiny\nAPPEND 0\n", true)]
    public async Task Configurations_of_other_loaders_are_read(string file, string text, bool isPartitioned)
    {
        TinyKernel.Write(Put("tiny", []));
        Put(file, Encoding.ASCII.GetBytes(text));
        GuestDisk.Write(Image, Content, 4, isPartitioned);
        await using var console = await StartAsync(new DomainSpec { Key = "1", Name = "tiny", Memory = 32, Image = Image });
        (await _domain!.Ended.WaitAsync(s_patience, Ct)).ShouldBe(DomainEnd.PoweredOff);
    }

    [Fact]
    public async Task A_disk_without_any_says_so_at_its_console()
    {
        Put("data", [1]);
        GuestDisk.Write(Image, Content, 4);
        await using var console = await StartAsync(new DomainSpec { Key = "1", Name = "empty", Memory = 32, Image = Image });
        await console.ExpectAsync("There is no configuration of GRUB or of extlinux on this disk.");
        await _domain!.DestroyAsync();
    }

    // Behind GRUB it is, above; alone it takes a boot more.
    [Fact, Trait("length", "long")]
    public async Task A_kernel_is_started_with_the_processors_help()
    {
        await using var console = await StartAsync(new DomainSpec
        {
            Key = "1",
            Name = "small",
            Memory = 128,
            Image = _folder.NewFile("disk.img"),
            Kernel = Beside("vmlinuz"),
            Initrd = Beside("initrd.img"),
            CommandLine = "console=hvc0 quiet mitigations=off",
            Virtualization = Virtualization.Pvh,
        });
        await console.ExpectAsync("GUEST-READY");
        await console.TypeAsync("echo type=$(cat /sys/hypervisor/guest_type).");
        await console.ExpectAsync("type=PVH.");
        await WriteAsync(console);
        var rebooted = new TaskCompletionSource();
        _domain!.Rebooted += () => rebooted.TrySetResult();
        await console.TypeAsync("reboot");
        await rebooted.Task.WaitAsync(s_patience, Ct);
        await _domain.DestroyAsync();
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    [Theory]
    [InlineData(Virtualization.Pvh, "failed to start")]
    [InlineData(Virtualization.Hvm, "no device model")]
    public async Task What_can_not_be_started_is_refused_and_leaves_nothing(Virtualization virtualization, string state)
    {
        var kernel = Path.Combine(_folder.Run, "tiny");
        TinyKernel.Write(kernel);
        var spec = new DomainSpec { Key = "1", Name = "ros1", Memory = 16, Kernel = kernel, Virtualization = virtualization };
        var failure = await Should.ThrowAsync<DomainFailedException>(() => _hypervisor.CreateAsync(spec, Ct));
        TestContext.Current.SendDiagnosticMessage(failure.Message);
        failure.State.ShouldBe(state);
        failure.Message.ShouldStartWith("ros1 can not be started: ");
        await Leftovers.ShouldBeNoneAsync(_network.Links, Ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_domain is not null)
        {
            await _domain.DestroyAsync();
            await _domain.DisposeAsync();
        }
        await _hypervisor.DisposeAsync();
        await _network.DisposeAsync();
        foreach (var line in _log.Lines) TestContext.Current.SendDiagnosticMessage(line);
        _folder.Dispose();
    }

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, "guest", file);

    // The router's kernel does not read gzip.
    private static async Task<byte[]> UnpackedAsync(string file)
    {
        using var octets = new MemoryStream();
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        await packed.CopyToAsync(octets, Ct);
        return octets.ToArray();
    }

    private string Put(string name, byte[] octets)
    {
        var file = Path.Combine(Content, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, octets);
        return file;
    }

    private static async Task WriteAsync(GuestConsoleReader console)
    {
        await console.TypeAsync("disk-write hello");
        await console.ExpectAsync("DISK-WRITTEN");
    }

    private async Task<GuestConsoleReader> StartAsync(DomainSpec spec)
    {
        _domain = await _hypervisor.CreateAsync(spec, Ct);
        var console = new GuestConsoleReader(await _domain.OpenConsoleAsync(Ct), s_patience);
        await _domain.ResumeAsync(Ct);
        return console;
    }
}
