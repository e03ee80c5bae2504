using System.Diagnostics;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Lab;

/// <summary>
/// The manual from its first transcript to its last, typed at the serial console of a machine that boots this checkout's own disk with Xen.
/// What the console showed is printed whole: <c>make lab</c> is there to be read.
/// </summary>
public sealed class LabTests
{
    private const int Megabytes = 1024;
    private static readonly string[] s_cables = ["-nic", "user,model=virtio,restrict=on", "-nic", "user,model=virtio,restrict=on"];

    [Fact, Trait("needs", "guest")]
    public async Task The_manual_is_played_on_a_machine_with_Xen()
    {
        using var disk = new MachineDisk("guarded");
        disk.Upload(Guest("vmlinuz"), Guest("initrd.img"), ("disk.img", new byte[8 << 20]));
        await using var machine = disk.Boot(Megabytes, [.. MachineDisk.ForXen, .. s_cables]);
        var lab = new SerialStory(machine);
        var since = Stopwatch.StartNew();
        try
        {
            await PlayAsync("host-memory");
            await lab.ComeInAsync(132, "");
            await machine.TypeAsync("/system logging add topics=xen,debug");
            await PlayHereAsync("linux-guest");
            await ForgetAsync();
            await machine.TypeAsync("/file remove [find]");
            await PlayAsync("router-guest");
            await ForgetAsync();
            await PlayHereAsync("without-limit");
            // The image that the story above has made.
            await PlayAsync("xen-manual");
            await lab.ComeInAsync(132, "");
            await machine.TypeAsync("/log print where message~\"was made in\"");
        }
        finally
        {
            await System.Console.Out.WriteLineAsync($"{machine.Seen}\n{string.Join('\n', lab.Notes)}\n[{since.Elapsed.TotalSeconds:F0} seconds]");
        }

        Task PlayHereAsync(string story) => lab.PlayAsync(Story.Read(Path.Combine(Checkout.Root, "tests", "Lab", $"{story}.md"), story));

        Task PlayAsync(string story) => lab.PlayAsync(Story.Read(Path.Combine(Checkout.Stories, story, "story.md"), story));

        async Task ForgetAsync()
        {
            await lab.ComeInAsync(132, "");
            foreach (var menu in (string[])["/xen interface", "/xen", "/interface bridge port", "/interface bridge", "/ip address", "/interface virtual-ethernet"])
                await machine.TypeAsync($"{menu} remove [find dynamic=no]");
        }
    }

    private static (string Name, byte[] Content) Guest(string file) => (file, File.ReadAllBytes(Path.Combine(Tool.Run("make", "-s", "guest"), file)));
}
