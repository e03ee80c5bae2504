using System.Text.RegularExpressions;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Appliance.Image.Tests;

/// <summary>
/// <c>tests/Dom0</c>, carried into domain 0 of a machine with Xen and this checkout's software. FULL=1 also does what takes long: 50 rounds of
/// starts and stops, and the shares of busy guests, which <c>make lab-full</c> reports.
/// </summary>
public sealed partial class Domain0Tests
{
    private const int Megabytes = 1536;
    private const string Prompt = " # ";
    // What Linux does not know becomes the environment of the first process: on an emulated processor code is dear to compile, and compiled once.
    private const string Arguments = "root=PARTLABEL=system rootfstype=squashfs ro rootwait console=hvc0 random.trust_cpu=on mitigations=off quiet rescue"
        + " DOTNET_TieredPGO=0 DOTNET_TC_CallCountThreshold=0x10000 DOTNET_EnableWriteXorExecute=0 DOTNET_gcConcurrent=0";

    [Fact, Trait("needs", "guest")]
    public async Task What_is_tested_in_domain_0_passes_there()
    {
        var full = Environment.GetEnvironmentVariable("FULL") is not null;
        using var disk = new MachineDisk("guarded");
        using var carried = new CarriedFolder();
        var tests = carried.Folder("tests");
        Tool.Run("dotnet", "publish", Path.Combine(Checkout.Root, "tests", "Dom0"), "-c", "Release", "-v", "quiet", "-nologo", "-clp:NoSummary", "-p:PublishReadyToRun=true", "-o", tests);
        Tool.Run("unsquashfs", "-q", "-n", "-d", carried.Folder("xen"), "-f", Path.Combine(Checkout.Product, "xen", "system.squashfs"));
        Tool.Run("cp", "-r", Tool.Run("make", "-s", "guest"), Path.Combine(tests, "guest"));
        Tool.Run("cp", disk.Kernel, Path.Combine(tests, "guest", "router-vmlinuz"));
        await using var machine = disk.Boot(Megabytes, [
            .. MachineDisk.ForXen, "-kernel", Path.Combine(Checkout.Product, "xen", "boot", "xen"), "-append", $"dom0_mem=768M,max:768M console=com1 com1=115200,8n1 {MachineDisk.Emulated}",
            "-initrd", $"{disk.Kernel} {Arguments}", "-drive", $"file={carried.Image()},format=raw,if=virtio",
        ]);
        await machine.WaitAsync(Prompt);
        foreach (var line in (string[])["cd /tmp; mkdir lab; mount -t ext4 /dev/vdb lab", "mount -t overlay -o lowerdir=/tmp/lab/xen/usr:/usr usr /usr", "cd lab/tests"])
        {
            await machine.EnterAsync(line);
            await machine.WaitAsync(Prompt);
        }
        try
        {
            await PassAsync(machine, full ? "export ROUNDS=50; ./Dom0 -diagnostics" : "./Dom0 -trait- length=long");
            // Xenstored can not be started a second time: what is tested without it comes last.
            await PassAsync(machine, "./Dom0 -explicit only");
        }
        finally
        {
            await System.Console.Out.WriteLineAsync(machine.Seen);
        }
    }

    private static async Task PassAsync(BootedMachine machine, string run)
    {
        await machine.EnterAsync($"{run} -noLogo -noColor");
        await machine.WaitAsync("TEST EXECUTION SUMMARY");
        (await machine.WaitAsync(Counts())).ShouldStartWith("Errors: 0, Failed: 0,");
    }

    [GeneratedRegex(@"Errors: .*, Time: ")]
    private static partial Regex Counts();
}
