using Appliance.Engine.Tests.Store;

namespace Torture.Killing;

/// <summary>A router process is killed again and again, always on the same folder, so that what one crash leaves meets the next.</summary>
public sealed class KilledUnderLoadTests
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_router_is_killed_under_load()
    {
        var rounds = Rounds.Of("killed under load");
        using var folder = new TemporaryFolder();
        var router = new KilledRouter(folder.Path, Rounds.Seed);
        var starts = 0;
        for (var round = 1; round <= rounds.Count; round++)
        {
            var luck = rounds.Luck(round);
            var killAfter = luck.Next(4) == 0 ? 0 : luck.Next(1, 300);
            if (killAfter == 0) starts++;
            await router.LiveAsync(rounds.Describe(round), settle: false, killAfter, luck);
        }
        await router.LiveAsync(rounds.Describe(rounds.Count + 1), settle: true, 1, rounds.Luck(0));
        rounds.Report($"{router.Acknowledged} commits acknowledged, {starts} kills at the start");
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_router_is_killed_and_a_file_is_damaged()
    {
        var rounds = Rounds.Of("killed and a file damaged");
        using var folder = new TemporaryFolder();
        var router = new KilledRouter(folder.Path, Rounds.Seed + 1);
        var damage = new FileDamage(folder.Path);
        var named = 0;
        await router.LiveAsync(rounds.Describe(0), settle: true, 100, rounds.Luck(0), damage.Remember);
        for (var round = 1; round <= rounds.Count; round++)
        {
            var luck = rounds.Luck(round);
            var (what, mustName) = damage.Do(FileDamage.Targets[luck.Next(FileDamage.Targets.Count)], luck);
            await router.LiveAsync(rounds.Describe(round, what), settle: true, luck.Next(2, 200), luck, damage.Remember);
            router.Notices.ShouldContain(mustName, Case.Sensitive, rounds.Describe(round, $"{what}: the log does not say so"));
            if (mustName.Length > 0) named++;
        }
        rounds.Report($"{router.Acknowledged} commits acknowledged, {named} times the log named the file");
    }
}
