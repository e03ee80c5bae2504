using Scenarios.Running;

namespace Appliance.Image.Tests.Running;

/// <summary>The disk of a machine, as <c>make image</c> builds it. Boots by its own loader.</summary>
internal sealed class MachineDisk : IDisposable
{
    /// <summary>For Xen: it saves registers lazily otherwise, which emulated processors get wrong, and guards against what they do not do.</summary>
    public const string Emulated = "spec-ctrl=no,eager-fpu xpti=no";

    private const long Length = 512 << 20;
    private const int DataPartition = 6, BootOffset = 1 << 20;
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-machine-").FullName;
    private readonly string _kernel;

    /// <param name="kernel">Which one runs it: that of guests, unless it is to begin with Xen.</param>
    public MachineDisk(string kernel = "slim")
    {
        _kernel = kernel;
        Tool.Run("env", $"XEN_ARGUMENTS={Emulated}", "LINUX_ARGUMENTS=mitigations=off", Path.Combine(Checkout.Root, "image-build", "disk", "build.sh"), Image, kernel);
    }

    /// <summary>What emulation of processors does and Xen does not like, left out.</summary>
    public static IReadOnlyList<string> ForXen { get; } = ["-cpu", "max,-smap,-smep,-rdtscp"];

    /// <summary>File of the kernel that is on it.</summary>
    public string Kernel => Path.Combine(Checkout.Root, ".build", "image", $"software-{_kernel}", "boot", "vmlinuz");

    private string Image => Path.Combine(_folder, "machine.img");

    /// <summary>Puts files where an administrator's uploads are, before the first start.</summary>
    public void Upload(params (string Name, byte[] Content)[] files)
    {
        var data = Path.Combine(_folder, "data");
        var uploads = Directory.CreateDirectory(Path.Combine(data, "files")).FullName;
        foreach (var (name, content) in files) File.WriteAllBytes(Path.Combine(uploads, name), content);
        using (var image = new FileStream(Image, FileMode.Open, FileAccess.Write)) image.SetLength(Length);
        Tool.Run("sfdisk", "-q", "--relocate", "gpt-bak-std", Image);
        Shell($"echo ,+ | sfdisk -q -N {DataPartition} {Image}");
        var start = long.Parse(Shell($"sfdisk -d {Image} | sed -nE 's,.*img{DataPartition} : start= *([0-9]+).*,\\1,p'"), System.Globalization.CultureInfo.InvariantCulture) * 512;
        // Up to the copy of the partition table at the end of the disk.
        Shell($"PATH=$PATH:/sbin mke2fs -q -F -t ext4 -L data -d {data} -E offset={start} {Image} {(Length - start - (1 << 20)) >> 10}k");
    }

    /// <summary>Puts a file into the boot partition.</summary>
    public void PutBootFile(string path, byte[] content)
    {
        var file = Path.Combine(_folder, "boot-file");
        File.WriteAllBytes(file, content);
        Tool.Run("mcopy", "-o", "-i", $"{Image}@@{BootOffset}", file, $"::{path}");
    }

    /// <summary>The files in a folder of the boot partition.</summary>
    public string BootFiles(string folder) => Shell($"mdir -b -i {Image}@@{BootOffset} ::{folder} | tr '\n' ' '");

    /// <param name="memory">MiB.</param>
    /// <param name="hardware">More of QEMU's arguments.</param>
    public BootedMachine Boot(int memory, params string[] hardware) => BootedMachine.Start(Image, memory, hardware);

    /// <param name="memory">MiB.</param>
    public BootedMachine BootByUefi(int memory) => BootedMachine.StartBy(["-bios", "/usr/share/ovmf/OVMF.fd"], Image, memory);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Shell(string script) => Tool.Run("bash", "-c", script);
}
