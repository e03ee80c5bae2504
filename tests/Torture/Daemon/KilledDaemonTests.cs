using System.Diagnostics;
using Scenarios.Running;
using Torture.Killing;

namespace Torture.Daemon;

/// <summary>The whole router: typed at, killed, its files damaged while it is down; configuration and kernel are looked at after each start.</summary>
public sealed class KilledDaemonTests
{
    private const int Width = 132;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    // The supervisor gives up a daemon that ends several times in a row right after its start.
    private static readonly TimeSpan s_shortestLife = TimeSpan.FromSeconds(3);

    [Fact]
    [Trait("needs", "namespace")]
    public async Task What_was_typed_is_configured_and_in_the_kernel_after_every_kill()
    {
        var rounds = Rounds.Of("daemon killed", share: 0.2);
        await using var router = new SandboxedRouter { Packages = ["system"] };
        router.Start();
        await using var console = new ScriptConsole(router);
        var damage = new FileDamage(Path.Combine(router.State, "configuration"));
        var network = new TypedNetwork();
        for (var round = 1; round <= rounds.Count; round++)
        {
            var luck = rounds.Luck(round);
            var life = Stopwatch.StartNew();
            for (var i = luck.Next(1, 12); i > 0; i--) (await console.TypeAsync(network.Next(luck) + "\n", Width)).Split('\n', 2)[1].ShouldBeEmpty(rounds.Describe(round));
            damage.Remember();
            if (life.Elapsed < s_shortestLife) await Task.Delay(s_shortestLife - life.Elapsed);

            // Nobody knows whether the last command was done, if its answer never came.
            var (known, perhaps) = (network, network.Copy());
            var typing = console.TypeAsync(perhaps.Next(luck) + "\n", Width);
            var (what, named) = await KillAsync(router, round % 2 == 0 ? damage : null, luck);
            await typing;
            await console.CloseAsync();
            network = await CheckAsync(router, console, [known, perhaps], rounds.Describe(round, what));
            await LoggedAsync(router, named, rounds.Describe(round, what));
        }
        rounds.Report($"{network.Bridges.Count()} bridges at the end");
    }

    /// <summary>Kills the daemon; its files are damaged while it stands still, so that nothing is written after it.</summary>
    private static async Task<(string What, string Named)> KillAsync(SandboxedRouter router, FileDamage? damage, Random luck)
    {
        if (damage is null)
        {
            await router.KillDaemonAsync();
            return ("", "");
        }
        await router.RunAsync("appliance", $"kill -STOP $(cat {router.State}/run/daemon.pid)");
        var done = damage.Do(FileDamage.Targets[luck.Next(FileDamage.Targets.Count)], luck);
        await router.KillDaemonAsync();
        return done;
    }

    private static async Task<TypedNetwork> CheckAsync(SandboxedRouter router, ScriptConsole console, TypedNetwork[] candidates, string what)
    {
        await router.WaitAsync();
        var bridges = await ListAsync(console, ":foreach i in=[/interface bridge find] do={:put [/interface bridge get $i name]}");
        var addresses = await ListAsync(console, ":foreach i in=[/ip address find] do={:put ([/ip address get $i address] . \" \" . [/ip address get $i interface])}");
        var found = candidates.FirstOrDefault(network => network.Bridges.SequenceEqual(bridges) && network.Addresses.Order(StringComparer.Ordinal).SequenceEqual(addresses));
        if (found is null) Assert.Fail($"{what}: configured are {string.Join(", ", bridges.Concat(addresses))}\ninstead of {string.Join(", ", candidates[0].Bridges.Concat(candidates[0].Addresses))}");
        await KernelAsync(router, "ip -o link show type bridge | sed -E 's/^[0-9]+: ([^:]+):.*/\\1/'", found.Bridges, what);
        await KernelAsync(router, "ip -o -4 address show scope global | awk '{print $4, $2}'", found.Addresses, what);
        return found;
    }

    /// <summary>The database is made anew behind the start, and named when that is done.</summary>
    private static async Task LoggedAsync(SandboxedRouter router, string named, string what)
    {
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var log = await File.ReadAllTextAsync(Path.Combine(router.State, "log", "daemon.log"));
            if (log.Contains(named, StringComparison.Ordinal)) return;
            if (watch.Elapsed > s_patience) log.ShouldContain(named, Case.Sensitive, what);
        }
    }

    private static async Task<List<string>> ListAsync(ScriptConsole console, string command) =>
        [.. (await console.TypeAsync(command + "\n", Width)).Split('\n').Skip(1).Where(line => line.Length > 0).Order(StringComparer.Ordinal)];

    /// <summary>What a crash left in the kernel is taken away behind the start; that it never is would be the failure.</summary>
    private static async Task KernelAsync(SandboxedRouter router, string command, IEnumerable<string> wanted, string what)
    {
        var expected = string.Concat(wanted.Order(StringComparer.Ordinal).Select(line => line + "\n"));
        for (var watch = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            var (_, output) = await router.RunAsync("appliance", $"{command} | LC_ALL=C sort");
            if (output == expected) return;
            if (watch.Elapsed > s_patience) Assert.Fail($"{what}: in the kernel there is\n{output}instead of\n{expected}");
        }
    }
}
