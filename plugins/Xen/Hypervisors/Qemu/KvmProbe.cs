namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>
/// Finds out whether KVM executes a guest. That its device opens proves nothing: nested inside another hypervisor, guests may
/// crash at once or crawl. So a guest made by hand counts to 20 million in protected mode; a processor does that in a moment.
/// </summary>
internal static class KvmProbe
{
    private const byte Finished = 0x2a;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static async Task<Acceleration> RunAsync(string folder, CancellationToken ct)
    {
        if (!File.Exists("/dev/kvm")) return Acceleration.Tcg;
        return await ExecutesAsync("kvm", folder, ct) ? Acceleration.Kvm : Acceleration.Tcg;
    }

    /// <summary>Whether the guest reaches its last instruction with this accelerator.</summary>
    public static async Task<bool> ExecutesAsync(string accelerator, string folder, CancellationToken ct)
    {
        var firmware = Path.Combine(folder, "probe.rom");
        await File.WriteAllBytesAsync(firmware, Firmware(), ct);
        try
        {
            string[] arguments =
            [
                "-no-user-config", "-nodefaults", "-display", "none", "-machine", "pc,usb=off", "-accel", accelerator, "-cpu", "max", "-m", "8", "-no-reboot",
                "-bios", firmware, "-device", "isa-debug-exit,iobase=0xf4,iosize=1",
            ];
            var (exitCode, _) = await QemuProgram.RunAsync(arguments, s_patience, ct);
            return exitCode == (Finished << 1 | 1); // what isa-debug-exit makes of the octet it gets
        }
        finally
        {
            File.Delete(firmware);
        }
    }

    // Ends at 4 GiB and is also seen below 1 MiB; the processor starts 16 octets before its end.
    private static byte[] Firmware()
    {
        var rom = new byte[65536];
        ReadOnlySpan<byte> entry = [0xea, 0x00, 0x00, 0x00, 0xf0];    //       ljmpw $0xf000,$0
        ReadOnlySpan<byte> program =
        [
            0xfa,                                                     //       cli
            0x2e, 0x66, 0x0f, 0x01, 0x16, 0x58, 0x00,                 //       lgdtl %cs:0x58
            0x0f, 0x20, 0xc0,                                         //       mov %cr0,%eax
            0x66, 0x25, 0xff, 0xff, 0xff, 0x9f,                       //       and $0x9fffffff,%eax    caches on
            0x0c, 0x01,                                               //       or $1,%al               protected mode on
            0x0f, 0x22, 0xc0,                                         //       mov %eax,%cr0
            0x66, 0xea, 0x1e, 0x00, 0x0f, 0x00, 0x08, 0x00,           //       ljmpl $8,$0xf001e
            0x66, 0xb8, 0x10, 0x00,                                   //       mov $16,%ax
            0x8e, 0xd8,                                               //       mov %ax,%ds
            0xb9, 0x00, 0x2d, 0x31, 0x01,                             //       mov $20000000,%ecx
            0x01, 0x0d, 0x00, 0x10, 0x00, 0x00,                       // loop: add %ecx,0x1000
            0x49,                                                     //       dec %ecx
            0x75, 0xf7,                                               //       jnz loop
            0xb0, Finished,                                           //       mov $Finished,%al
            0xe6, 0xf4,                                               //       out %al,$0xf4
            0xf4,                                                     // halt: hlt
            0xeb, 0xfd,                                               //       jmp halt
        ];
        ReadOnlySpan<byte> segments = [0xff, 0xff, 0x00, 0x00, 0x00, 0x9a, 0xcf, 0x00, 0xff, 0xff, 0x00, 0x00, 0x00, 0x92, 0xcf, 0x00, 0x17, 0x00, 0x40, 0x00, 0x0f, 0x00];
        program.CopyTo(rom);
        segments.CopyTo(rom.AsSpan(0x48)); // flat code and data after the empty first one, then the table's own limit and address
        entry.CopyTo(rom.AsSpan(0xfff0));
        return rom;
    }
}
