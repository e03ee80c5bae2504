using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

/// <summary>A configuration that takes the place of another at the next start: the one or the other, never a mix.</summary>
public sealed class ReplacementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_next_start_has_the_new_configuration_and_says_nothing()
    {
        var (old, next) = (new Edits(), new Edits());
        for (var i = 0; i < 30; i++) next.Add();
        await PrepareAsync(old, next);
        (await LoadAsync()).ShouldBe((Content(next.Expected()), ""));
        Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ShouldNotContain(name => name!.StartsWith("next", StringComparison.Ordinal) || name.StartsWith("replaced", StringComparison.Ordinal) || name.Contains(".broken-"));
        // And so have those after it, from whatever of the files.
        foreach (var file in (string[])["configuration.rsc", "configuration.db"])
        {
            (await LoadAsync()).ShouldBe((Content(next.Expected()), ""));
            File.Delete(Path.Combine(_folder.Path, file));
            (await LoadAsync()).Text.ShouldBe(Content(next.Expected()));
        }
    }

    [Fact]
    public async Task Commits_go_on_after_it()
    {
        await PrepareAsync(new Edits(), new Edits());
        await using (var store = new DiskStore(_folder.Path))
        {
            var all = store.Load();
            all.Items.ShouldBeEmpty();
            var edits = new Edits(all.Revision);
            for (var i = 0; i < 20; i++) await store.AppendAsync(edits.Add());
        }
        var (text, _) = await LoadAsync();
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_damaged_one_changes_nothing_and_is_named()
    {
        var (old, next) = (new Edits(), new Edits());
        for (var i = 0; i < 30; i++) next.Add();
        await PrepareAsync(old, next);
        var path = Path.Combine(_folder.Path, "next.rsc");
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        var (text, notices) = await LoadAsync();
        text.ShouldBe(Content(old.Expected()));
        notices.ShouldStartWith("next.rsc is damaged (its check does not match); the configuration in it does not take effect, and is kept as next.rsc.broken-");
        (await LoadAsync()).ShouldBe((Content(old.Expected()), ""));
    }

    [Fact]
    public async Task Wherever_taking_effect_is_interrupted_the_new_configuration_holds()
    {
        var (old, next) = (new Edits(), new Edits());
        for (var i = 0; i < 30; i++) next.Add();
        await PrepareAsync(old, next);
        // The export is written: one rename, before which nothing has changed, and after which all that is left over is older.
        var prepared = File.ReadAllBytes(Path.Combine(_folder.Path, "next.rsc"));
        foreach (var gone in (string[][])[[], ["journal"], ["journal", "configuration.db"], ["journal", "configuration.db", "configuration-log.db"], ["configuration.db"]])
        {
            foreach (var copy in (string[])["next.rsc", "replaced.rsc"])
            {
                using var crashed = new TemporaryFolder();
                _folder.CopyTo(crashed.Path);
                File.Delete(Path.Combine(crashed.Path, "next.rsc"));
                File.WriteAllBytes(Path.Combine(crashed.Path, "configuration.rsc"), prepared);
                File.WriteAllBytes(Path.Combine(crashed.Path, copy), prepared);
                foreach (var name in gone)
                {
                    if (name == "journal") foreach (var segment in Directory.GetFiles(Path.Combine(crashed.Path, name))) File.Delete(segment);
                    else File.Delete(Path.Combine(crashed.Path, name));
                }
                (await LoadAsync(crashed.Path)).Text.ShouldBe(Content(next.Expected()));
                (await LoadAsync(crashed.Path)).ShouldBe((Content(next.Expected()), ""));
            }
        }
    }

    [Fact]
    public async Task An_export_that_is_damaged_right_after_is_made_anew_from_the_second_copy()
    {
        var (old, next) = (new Edits(), new Edits());
        for (var i = 0; i < 30; i++) next.Add();
        await PrepareAsync(old, next);
        File.Move(Path.Combine(_folder.Path, "next.rsc"), Path.Combine(_folder.Path, "replaced.rsc"));
        File.WriteAllText(Path.Combine(_folder.Path, "configuration.rsc"), "garbage");
        (await LoadAsync()).Text.ShouldBe(Content(next.Expected()));
    }

    /// <summary>A store with commits before and after another configuration was prepared.</summary>
    private async Task PrepareAsync(Edits old, Edits next)
    {
        await using var store = new DiskStore(_folder.Path);
        store.Load();
        for (var i = 0; i < 20; i++) await store.AppendAsync(old.Add());
        store.ReplaceAtNextLoad(next.All());
        for (var i = 0; i < 20; i++) await store.AppendAsync(old.Add());
    }

    /// <summary>Without the revision, which has jumped.</summary>
    private static string Content(string text) => text[(text.IndexOf('\n') + 1)..];

    private Task<(string Text, string Notices)> LoadAsync() => LoadAsync(_folder.Path);

    private static async Task<(string Text, string Notices)> LoadAsync(string folder)
    {
        var later = new List<string>();
        StoredConfiguration all;
        await using (var store = new DiskStore(folder, new() { Notice = later.Add }))
        {
            all = store.Load();
            await store.SettleAsync();
        }
        return (Content(Edits.Text(all)), string.Join('\n', all.Notices.Concat(later)));
    }
}
