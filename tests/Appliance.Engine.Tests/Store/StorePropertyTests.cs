using Appliance.Engine.Store;
using CsCheck;

namespace Appliance.Engine.Tests.Store;

public sealed class StorePropertyTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 12], Gen.String[Gen.Char['\0', '\u00FF'], 0, 5], Gen.Const("häuser \U0001F3E0 \"$x\\\"\r\n"));

    private static readonly Gen<(int Kind, uint Id, string Menu, int Position, string Value, string Comment)> s_step = Gen.Select(
        Gen.Int[0, 9], Gen.UInt[1, 6], Gen.OneOf(Gen.Const("/xen"), Gen.Const("/ip address"), Gen.Const("/system identity")), Gen.Int[-5, 5], s_text, s_text);

    [Fact]
    public void Any_sequence_of_commits_stops_and_crashes_gives_the_same_documents() =>
        s_step.List[0, 40].Sample(steps => Play(steps).GetAwaiter().GetResult(), iter: 40, threads: 1);

    private static async Task Play(List<(int Kind, uint Id, string Menu, int Position, string Value, string Comment)> steps)
    {
        using var folder = new TemporaryFolder();
        using var copy = new TemporaryFolder();
        var edits = new Edits();
        var memory = new MemoryStore();
        var store = new DiskStore(folder.Path, new DiskStoreOptions { CheckpointBytes = 500 });
        store.Load();
        foreach (var step in steps)
        {
            if (step.Kind == 0)
            {
                await store.DisposeAsync();
                store = new DiskStore(folder.Path, new DiskStoreOptions { CheckpointBytes = 500 });
                Edits.Text(store.Load()).ShouldBe(edits.Expected());
                continue;
            }
            var commit = step.Kind == 1
                ? edits.Remove(step.Menu, step.Id)
                : edits.Put(step.Menu, step.Id, step.Position, ("name", step.Value), ("comment", step.Comment));
            await Task.WhenAll(store.AppendAsync(commit, more: step.Kind > 5), memory.AppendAsync(commit));
        }
        await store.SettleAsync();
        folder.CopyTo(copy.Path);
        await store.DisposeAsync();
        foreach (var path in new[] { folder.Path, copy.Path })
        {
            await using var again = new DiskStore(path);
            Edits.Text(again.Load()).ShouldBe(edits.Expected());
        }
        Edits.Text(memory.Load()).ShouldBe(edits.Expected());
    }
}
