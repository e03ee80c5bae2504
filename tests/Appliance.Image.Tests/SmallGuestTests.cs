using System.Diagnostics;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

public sealed class SmallGuestTests
{
    [Fact, Trait("needs", "guest")]
    public async Task It_comes_to_its_login_with_the_memory_of_the_manual()
    {
        using var disk = await GuestDisk.MakeAsync();
        await using var guest = disk.Boot(64);
        await guest.LogInAsync();
        await guest.TypeAsync("/interface print");
        var since = Stopwatch.StartNew();
        (await guest.TypeAsync("/system package print")).ShouldContain("xen");
        TestContext.Current.SendDiagnosticMessage($"with 64 MiB a print takes {since.Elapsed.TotalSeconds:F2} s");
    }
}
