using System.Globalization;
using System.Text;
using System.Text.Json;
using Appliance.XenPlugin.Hypervisors.Booting;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>QEMU's command line for a guest without NICs: those are plugged in before it executes.</summary>
internal static class QemuArguments
{
    public static IEnumerable<string> For(DiskBoot boot, QemuFiles files, Acceleration acceleration)
    {
        var spec = boot.Spec;
        List<string> arguments =
        [
            // -daemonize: a session of its own, so that the guest outlives us; and errors of the start come back to us.
            "-name", "guest=" + Escape(spec.Name), "-daemonize", "-pidfile", files.Pid, "-S",
            "-no-user-config", "-nodefaults", "-display", "none",
            // Without graphics a BIOS shows on the serial line what a loader writes to the screen.
            "-machine", "pc,usb=off" + (boot.Loader == DiskLoader.Bios ? ",graphics=off" : ""), "-accel", acceleration == Acceleration.Kvm ? "kvm" : "tcg", "-cpu", acceleration == Acceleration.Kvm ? "max" : "qemu64",
            "-smp", spec.CpuCount.ToString(CultureInfo.InvariantCulture), "-m", spec.Memory.ToString(CultureInfo.InvariantCulture) + "M",
            "-chardev", "socket,id=qmp,server=on,wait=off,path=" + Escape(files.Qmp), "-mon", "chardev=qmp,mode=control",
            "-chardev", "socket,id=console,server=on,wait=off,path=" + Escape(files.Console), "-serial", "chardev:console",
        ];
        if (spec.Kernel is not null)
        {
            arguments.AddRange("-kernel", spec.Kernel);
            if (spec.Initrd is not null) arguments.AddRange("-initrd", spec.Initrd);
            if (spec.CommandLine.Length > 0) arguments.AddRange("-append", spec.CommandLine);
        }
        if (boot.Loader == DiskLoader.Efi) arguments.AddRange("-bios", EfiLoader.Firmware!);
        if (spec.Image is not null)
        {
            arguments.AddRange("-blockdev", Disk(spec.Image));
            // The slot decides the order in which a guest with several disks would find them.
            arguments.AddRange("-device", $"virtio-blk-pci,drive=disk,addr=0x{0x1a + spec.DiskNumber:x}" + (spec.Kernel is null ? ",bootindex=1" : ""));
        }
        return arguments;
    }

    // JSON, because a file's name may hold whatever it likes; locking, because an image belongs to one guest.
    private static string Disk(string image)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("driver", "raw");
            json.WriteString("node-name", "disk");
            json.WriteStartObject("file");
            json.WriteString("driver", "file");
            json.WriteString("filename", image);
            json.WriteString("locking", "on");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Escape(string value) => value.Replace(",", ",,", StringComparison.Ordinal);

    private static void AddRange(this List<string> list, params string[] values) => list.AddRange((IEnumerable<string>)values);
}
