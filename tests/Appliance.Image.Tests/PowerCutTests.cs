using System.Globalization;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

public sealed class PowerCutTests(ITestOutputHelper output)
{
    // A cut costs a boot: a few of them always, and as many as CUTS says.
    private static readonly int s_cuts = int.TryParse(Environment.GetEnvironmentVariable("CUTS"), CultureInfo.InvariantCulture, out var cuts) ? cuts : 2;
    private static readonly int s_seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1_000_000);

    [Fact, Trait("needs", "guest")]
    public async Task Nothing_acknowledged_is_lost_when_the_power_is_cut_during_commits()
    {
        output.WriteLine($"{s_cuts} cuts, SEED={s_seed}");
        var luck = new Random(s_seed);
        using var disk = await GuestDisk.MakeAsync();
        var acknowledged = 0;
        for (var cut = 0; cut <= s_cuts; cut++)
        {
            await using var appliance = disk.Boot(128);
            await appliance.LogInAsync();
            var kept = int.Parse((await appliance.TypeAsync(":put [:len [/system script find]]")).Trim(), CultureInfo.InvariantCulture);
            // The one that was being typed may have been done, or not.
            kept.ShouldBeInRange(acknowledged, acknowledged + 1, $"SEED={s_seed}, cut {cut}");
            for (var number = acknowledged = kept; number > 0 && number > kept - 3; number--)
                (await appliance.TypeAsync($":put [:len [/system script find name=s{number}]]")).Trim().ShouldBe("1");
            if (cut == s_cuts) break;
            for (var left = luck.Next(3, 25); left > 0; left--)
            {
                (await appliance.TypeAsync($"/system script add name=s{acknowledged + 1} source=x")).ShouldBe("");
                acknowledged++;
            }
            await appliance.PressAsync($"/system script add name=s{acknowledged + 1} source=x\r");
            // Somewhere between the key and the answer.
            await Task.Delay(luck.Next(120));
            await appliance.CutPowerAsync();
        }
    }
}
