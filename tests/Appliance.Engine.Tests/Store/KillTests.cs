using System.Diagnostics;
using System.Globalization;
using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

/// <summary>A process that stores as fast as it can is killed; every revision that it told us of must be there.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Nothing_acknowledged_is_lost_when_the_process_is_killed(int clients)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 1; round <= 10; round++)
        {
            var acknowledged = await KillUnderLoad(clients, random.Next(1, 2000));
            var damaged = Damage.Files(_folder.Path).OrderBy(_ => random.Next()).First();
            using (var copy = new TemporaryFolder())
            {
                _folder.CopyTo(copy.Path);
                var what = Damage.Do(Damage.Kinds[random.Next(Damage.Kinds.Length)], Path.Combine(copy.Path, damaged), random);
                await Check(copy.Path, acknowledged, $"seed {seed}, round {round}, {what}");
            }
            await Check(_folder.Path, acknowledged, $"seed {seed}, round {round}");
        }
    }

    private static async Task Check(string folder, long acknowledged, string what)
    {
        await using var store = new DiskStore(folder, StoringProcess.Options);
        var all = store.Load();
        all.Revision.ShouldBeGreaterThanOrEqualTo(acknowledged, $"{what}: {string.Join("; ", all.Notices)}");
        Edits.Text(all).ShouldBe(StoringProcess.Expected(all.Revision), what);
    }

    private async Task<long> KillUnderLoad(int clients, int commits)
    {
        using var process = StoringProcess.Start(_folder.Path, clients);
        var (acknowledged, count) = (0L, 0);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            acknowledged = long.Parse(line, CultureInfo.InvariantCulture);
            if (++count == commits) process.Kill();
        }
        await process.WaitForExitAsync();
        count.ShouldBeGreaterThanOrEqualTo(commits, await process.StandardError.ReadToEndAsync());
        return acknowledged;
    }
}
