using System.Diagnostics;
using Appliance.Image.Tests.Running;

namespace Appliance.Benchmarks;

/// <summary>
/// From QEMU's start to the login on the serial console, the first time and the next; the memory in use behind the login, and the disk's:
/// beside a Debian with systemd and nothing else, in the same virtual machine of 256 MiB.
/// </summary>
public static class BootToLogin
{
    private const int Rounds = 3, Memory = 256;

    // What a start leaves for later is over by then, on both sides.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(30);

    public static void Run(TextWriter output) => RunAsync(output).GetAwaiter().GetResult();

    private static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "boot-" + Environment.ProcessId)).FullName;
        try
        {
            var debian = new DebianGuest(folder);
            using var disk = await GuestDisk.MakeInAsync(Directory.CreateDirectory(Path.Combine(folder, "appliance")).FullName);
            await MeasureAsync(debian, new ApplianceGuest(disk), output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(DebianGuest debian, ApplianceGuest appliance, TextWriter output)
    {
        Samples ofDebianFirst = new(), ofFirst = new(), ofDebian = new(), ofOurs = new();
        await BootAsync(debian, ofDebianFirst);
        await BootAsync(appliance, ofFirst);
        GuestMemory debianMemory = null!, memory = null!;
        for (var round = 1; round <= Rounds; round++)
        {
            var rest = round == Rounds ? s_rest : TimeSpan.Zero;
            debianMemory = await BootAsync(debian, ofDebian, rest);
            memory = await BootAsync(appliance, ofOurs, rest);
        }
        Print(output, ["first boot, s"], [Seconds(ofDebianFirst, 0)], [Seconds(ofFirst, 0)]);
        Print(output, ["next, p50 s", "best s"], [Seconds(ofDebian, 0.5), Seconds(ofDebian, 0)], [Seconds(ofOurs, 0.5), Seconds(ofOurs, 0)]);
        Print(output, ["MiB in use", "MiB in all"], [debianMemory.InUse, debianMemory.Total], [memory.InUse, memory.Total]);
        Print(output, ["MiB of disk"], [debian.Disk], [appliance.Disk]);
        output.WriteLine("At its first boot the appliance makes its file system and installs its packages; Debian was installed when its disk was made.");
        output.WriteLine("Memory in use is MemTotal - MemAvailable of /proc/meminfo, 30 s after the last login. Debian's shell prints that file; the appliance's");
        output.WriteLine("console calls the same two total-memory and free-memory. What the kernel took for itself before it counted is in neither.");
        output.WriteLine("Disk is the appliance's kernel, system and packages; Debian's kernel, ramdisk, and what df calls used on its file system.");
    }

    /// <summary>Measures until the login is there, and returns the memory in use a while after somebody came in. The machine is off again then.</summary>
    private static async Task<GuestMemory> BootAsync(IBootedGuest guest, Samples times, TimeSpan rest = default)
    {
        var running = Stopwatch.StartNew();
        await using var machine = guest.Boot(Memory);
        await machine.WaitAsync(guest.Prompt);
        times.Add(running.Elapsed);
        await guest.LogInAsync(machine);
        await Task.Delay(rest);
        var memory = await guest.MemoryAsync(machine);
        await guest.SwitchOffAsync(machine);
        await machine.EndedAsync();
        return memory;
    }

    private static double Seconds(Samples times, double share) => times.At(share) / 1000;

    private static void Print(TextWriter output, string[] columns, double[] debian, double[] ours)
    {
        var table = new ResultTable("Debian", columns);
        table.Add("Debian", debian);
        table.Add("appliance", ours);
        table.Print(output);
    }
}
