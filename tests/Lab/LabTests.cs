using System.Diagnostics;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Lab;

/// <summary>
/// The manual from its first transcript to its last, typed at the serial console of a machine that boots this checkout's own disk with Xen; and
/// before and after it what becomes of the machine when Xen does not come up, and when its package goes.
/// What the console showed is printed whole: <c>make lab</c> is there to be read.
/// </summary>
public sealed class LabTests
{
    private const int Megabytes = 1024, Wide = 132;
    // kB.
    private const int WithoutLimit = 900_000;
    private static readonly string[] s_cables = ["-nic", "user,model=virtio,restrict=on", "-nic", "user,model=virtio,restrict=on"];

    [Fact, Trait("needs", "guest")]
    public async Task The_manual_is_played_on_a_machine_with_Xen()
    {
        using var disk = new MachineDisk("guarded");
        disk.Upload(Guest("vmlinuz"), Guest("initrd.img"), ("disk.img", new byte[8 << 20]));
        disk.PutBootFile("boot/xen", Broken());
        await using var machine = disk.Boot(Megabytes, [.. MachineDisk.ForXen, .. s_cables]);
        var lab = new SerialStory(machine);
        var since = Stopwatch.StartNew();
        try
        {
            await PlainLinuxRunsAsync();
            await PlayAsync("host-memory");
            await XenRunsAsync();
            await machine.TypeAsync("/system logging add topics=xen,debug");
            await PlayHereAsync("linux-guest");
            await ForgetAsync();
            await machine.TypeAsync("/file remove [find]");
            await PlayAsync("router-guest");
            await ForgetAsync();
            await PlayHereAsync("without-limit");
            (await machine.TypeAsync("/xen global-settings print")).ShouldBe("  memory-for-main: unlimited\n  memory-in-force: 128\n");
            // The image that the story above has made.
            await PlayAsync("xen-manual");
            await lab.ComeInAsync(Wide, "");
            await machine.TypeAsync("/log print where message~\"was made in\"");
            await WithoutThePackageAsync();
            disk.BootFiles("boot").ShouldNotContain("xen");
        }
        finally
        {
            await System.Console.Out.WriteLineAsync($"{machine.Seen}\n{string.Join('\n', lab.Notes)}\n[{since.Elapsed.TotalSeconds:F0} seconds]");
        }

        // Three tries later, for what is in Xen's place does not come up; the package puts Xen there again.
        async Task PlainLinuxRunsAsync()
        {
            await lab.ComeInAsync(Wide, "");
            (await machine.TypeAsync("/log print")).ShouldContain("the hypervisor did not come up, plain Linux runs until something of it changes");
            (await TotalMemoryAsync()).ShouldBeGreaterThan(WithoutLimit);
            (await machine.TypeAsync("/xen global-settings set memory-for-main=16")).ShouldContain("value of memory-for-main is out of range (96..1048576)");
        }

        async Task XenRunsAsync()
        {
            await lab.ComeInAsync(Wide, "");
            (await TotalMemoryAsync()).ShouldBe(131_072);
            (await machine.TypeAsync("/xen global-settings print")).ShouldBe("  memory-for-main: 128\n");
            (await machine.TypeAsync("/log print")).ShouldNotContain("did not come up");
        }

        async Task WithoutThePackageAsync()
        {
            (await machine.TypeAsync("/system package uninstall xen")).ShouldBe("");
            await machine.RebootAsync();
            (await TotalMemoryAsync()).ShouldBeGreaterThan(WithoutLimit);
            (await machine.TypeAsync("/system package print")).ShouldNotContain("xen");
            await machine.PressPowerButtonAsync();
            await machine.EndedAsync();
        }

        Task<int> TotalMemoryAsync() => machine.NumberAsync("/system resource get total-memory");

        Task PlayHereAsync(string story) => lab.PlayAsync(Story.Read(Path.Combine(Checkout.Root, "tests", "Lab", $"{story}.md"), story));

        Task PlayAsync(string story) => lab.PlayAsync(Story.Read(Path.Combine(Checkout.Stories, story, "story.md"), story));

        async Task ForgetAsync()
        {
            await lab.ComeInAsync(Wide, "");
            foreach (var menu in (string[])["/xen interface", "/xen", "/interface bridge port", "/interface bridge", "/ip address", "/interface virtual-ethernet"])
                await machine.TypeAsync($"{menu} remove [find dynamic=no]");
        }
    }

    // GRUB takes it for Xen; it runs into a trap that nobody serves, and the processor starts anew.
    private static byte[] Broken()
    {
        const int head = 0x2000, sections = 0x400;
        const byte trap = 0xCC;
        var xen = File.ReadAllBytes(Path.Combine(Checkout.Product, "xen", "boot", "xen"));
        xen.AsSpan(head..^sections).Fill(trap);
        return xen;
    }

    private static (string Name, byte[] Content) Guest(string file) => (file, File.ReadAllBytes(Path.Combine(Tool.Run("make", "-s", "guest"), file)));
}
