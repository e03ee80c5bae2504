using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

/// <summary>One file of the store is damaged in every way; nothing acknowledged may be missing.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Cases =>
        [.. from kind in Damage.Kinds from state in new[] { "stopped", "crashed", "crashed before the first checkpoint" } select (kind, state)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whichever_one_file_is_damaged_nothing_is_lost(string kind, string state)
    {
        var edits = new Edits();
        await Fill(edits, state);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        foreach (var file in Damage.Files(_folder.Path))
        {
            for (var round = 0; round < 2; round++)
            {
                using var copy = new TemporaryFolder();
                _folder.CopyTo(copy.Path);
                var what = Damage.Do(kind, Path.Combine(copy.Path, file), random);
                await Check(copy.Path, edits, $"seed {seed}: {what}");
            }
        }
    }

    private static async Task Check(string folder, Edits edits, string what)
    {
        for (var start = 1; start <= 2; start++)
        {
            List<string> notices = [];
            await using var store = new DiskStore(folder, new DiskStoreOptions { Notice = notices.Add });
            var all = store.Load();
            Edits.Text(all).ShouldBe(edits.Expected(), $"{what}, start {start}: {string.Join("; ", all.Notices.Concat(notices))}");
            await store.SettleAsync();
            if (start == 2) all.Notices.Concat(notices).ShouldBeEmpty(what);
        }
    }

    private async Task Fill(Edits edits, string state)
    {
        using var crashed = new TemporaryFolder();
        for (var run = 0; run < 2; run++)
        {
            await using var store = new DiskStore(_folder.Path);
            store.Load();
            await store.SettleAsync();
            for (var i = 0; i < 30; i++)
            {
                await store.AppendAsync(edits.Add());
                await store.AppendAsync(edits.Put("/ip address", (uint)i + 1, i, ("address", $"10.0.{run}.{i}/24")));
                if (i % 3 == 0) await store.AppendAsync(edits.Remove("/ip address", (uint)(i / 2)));
            }
            await store.SettleAsync();
            if (state == "stopped") continue;
            if (run == 0 && state == "crashed") continue;
            _folder.CopyTo(crashed.Path);
            break;
        }
        if (state == "stopped") return;
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories)) File.Delete(file);
        crashed.CopyTo(_folder.Path);
    }
}
