using Scenarios.Running;

namespace Scenarios;

/// <summary>A daemon that is killed, or started anew with another version, at any moment: guests do not notice, and are neither lost nor doubled.</summary>
public sealed class GuestsSurviveTests(ITestOutputHelper output)
{
    private const int Width = 132;
    private static readonly TimeSpan s_boot = TimeSpan.FromSeconds(180), s_settled = TimeSpan.FromSeconds(60);

    [Fact, Trait("needs", "guest")]
    public async Task No_guest_is_disturbed_orphaned_or_started_twice()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("ROUNDS") ?? "12");
        var seed = int.Parse(Environment.GetEnvironmentVariable("SEED") ?? $"{Environment.TickCount}");
        output.WriteLine($"{rounds} rounds with SEED={seed}");
        await using var router = new SandboxedRouter();
        await SetupFiles.PutAsync(router, ["vmlinuz", "guest"]);
        await SetupFiles.PutAsync(router, ["initrd.img", "guest"]);
        await SetupFiles.PutAsync(router, ["busy.img", "1M"]);
        router.Start();
        await using var console = new ScriptConsole(router);
        foreach (var line in (string[])[
            "/xen add name=steady kernel=vmlinuz initrd=initrd.img memory=96 kernel-cmdline=\"console=ttyS0 quiet\" disabled=no",
            "/xen add name=busy disk-image=busy.img kernel=vmlinuz initrd=initrd.img memory=96 kernel-cmdline=\"console=ttyS0 quiet\"",
            "/xen interface add virtual-machine=steady",
            "/xen interface add virtual-machine=busy"])
            (await console.TypeAsync(line + "\n", Width)).Split('\n', 2)[1].ShouldBeEmpty();
        var boot = await BootIdAsync(router, "GUEST-READY");
        var steady = (await ProcessesAsync(router, "steady")).ShouldHaveSingleItem();

        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var action = Action(random);
            var typing = console.TypeAsync(action + "\n", Width);
            await Task.Delay(random.Next(1000));
            if (random.Next(3) == 0) await router.RestartDaemonAsync();
            else await router.KillDaemonAsync();
            await typing;
            await console.CloseAsync();
            await SettledAsync(router, console, $"round {round} of SEED={seed}: {action}");
            (await ProcessesAsync(router, "steady")).ShouldBe([steady], $"round {round} of SEED={seed}: {action}");
        }

        (await BootIdAsync(router, "console steady")).ShouldBe(boot);
        await console.TypeAsync("/xen disable steady,busy\n", Width);
        (await router.RunAsync("appliance", "pgrep -c -f '^qemu-system'")).Output.ShouldBe("0\n");
        (await router.RunAsync("appliance", "ip -o link show type tun")).Output.ShouldBe("");
    }

    private static string Action(Random random) => random.Next(7) switch
    {
        0 or 1 => "/xen enable busy",
        2 => "/xen disable busy",
        3 => "/xen start busy",
        4 => "/xen shutdown busy",
        5 => "/xen interface add virtual-machine=steady",
        _ => ":foreach i in=[/xen interface find virtual-machine=steady] do={/xen interface remove $i}",
    };

    /// <summary>Waits until what the router says is what the machine has; that it never comes to agree is the failure.</summary>
    private static async Task SettledAsync(SandboxedRouter router, ScriptConsole console, string when)
    {
        await router.WaitAsync();
        var until = DateTime.UtcNow + s_settled;
        while (true)
        {
            var (state, cards) = (await ValueAsync(console, "[/xen get busy state]"), await ValueAsync(console, "[:len [/xen interface find virtual-machine=steady]]"));
            var busy = await ProcessesAsync(router, "busy");
            var taps = (await router.RunAsync("appliance", "ip -o link show type tun | wc -l")).Output.Trim();
            var wanted = int.Parse(cards) + (state == "running" ? 1 : 0);
            if (busy.Count == (state == "running" ? 1 : 0) && taps == $"{wanted}" && state is "running" or "disabled" or "shutdown") return;
            if (DateTime.UtcNow > until) Assert.Fail($"{when}: busy is {state} with {busy.Count} processes; {taps} taps instead of {wanted}");
            await Task.Delay(200);
        }
    }

    private static async Task<string> ValueAsync(ScriptConsole console, string expression) =>
        (await console.TypeAsync($":put {expression}\n", Width)).TrimEnd().Split('\n')[^1];

    private static async Task<IReadOnlyList<string>> ProcessesAsync(SandboxedRouter router, string guest) =>
        (await router.RunAsync("appliance", $"pgrep -f '^qemu-system.*guest={guest} '")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What the guest's kernel made up when it booted, by its console; it also shows that guest and console are alive.</summary>
    private static async Task<string> BootIdAsync(SandboxedRouter router, string after)
    {
        await using var guest = await GuestConsole.OpenAsync(router, "steady", s_boot);
        (await guest.SeesAsync(after)).ShouldBeTrue(guest.Seen);
        await guest.TypeAsync("echo id=$(cat /proc/sys/kernel/random/boot_id).");
        (await guest.SeesAsync("id=$(cat")).ShouldBeTrue(guest.Seen);
        (await guest.SeesAsync("\nid=")).ShouldBeTrue(guest.Seen);
        (await guest.SeesAsync(".")).ShouldBeTrue(guest.Seen);
        return guest.Seen[(guest.Seen.LastIndexOf("\nid=", StringComparison.Ordinal) + 4)..].Split('.')[0];
    }
}
