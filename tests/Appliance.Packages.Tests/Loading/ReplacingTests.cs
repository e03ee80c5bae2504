using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

/// <summary>A newer version of a package takes the place of the older one on the real engine, while the router runs.</summary>
[Collection(Alone.Name)]
public sealed class ReplacingTests : IAsyncDisposable
{
    /// <summary>What a plugin of any version has: a reconciler that writes down what it does, in a place outside of the plugin.</summary>
    private const string Things = """
        public static class Diary { public static void Note(string line) => ((System.Collections.Concurrent.ConcurrentQueue<string>)AppDomain.CurrentDomain.GetData("diary")!).Enqueue(line); }
        public sealed class Things : Reconciler<Thing>
        {
            public override System.Threading.Tasks.Task EnsureAsync(Thing want, IApplyScope scope, System.Threading.CancellationToken ct)
            {
                Diary.Note("ensure " + want.Name);
                if (want.Name == "owner") scope.Own("child", new Thing { Name = "child" });
                return System.Threading.Tasks.Task.CompletedTask;
            }
            public override System.Threading.Tasks.Task RemoveAsync(Thing last, IApplyScope scope, System.Threading.CancellationToken ct)
            {
                Diary.Note("remove " + last.Name);
                return System.Threading.Tasks.Task.CompletedTask;
            }
        }
        public sealed class Wait : ICommand
        {
            public async System.Threading.Tasks.Task<Problem?> RunAsync(ICommandContext context, System.Threading.CancellationToken ct)
            {
                Diary.Note("waiting");
                await System.Threading.Tasks.Task.Delay(-1, ct);
                return null;
            }
        }
        public sealed class Apply(Appliance.Sdk.Drivers.Host.IPackages packages) : ICommand
        {
            public async System.Threading.Tasks.Task<Problem?> RunAsync(ICommandContext context, System.Threading.CancellationToken ct)
            {
                foreach (var line in (await packages.ApplyAsync(ct)).Done) context.WriteLine(line);
                return null;
            }
        }
        """;

    private static readonly byte[] s_first = Version("""
        [Menu("/thing")] public sealed record Thing : NamedItem
        {
            [Brief] public int Size { get; init; } = 10;
            [Brief] public string Colour { get; init; } = "red";
            [Brief] public string Note { get; init; } = "";
        }
        """, "");

    // Size is in other units, its default is another one, colour has another name, note is gone.
    private static readonly byte[] s_second = Version("""
        [Menu("/thing")] public sealed record Thing : NamedItem
        {
            [Brief] public int Size { get; init; } = 5000;
            [Brief, FormerName("colour")] public string Paint { get; init; } = "red";
        }
        """, """.Migrate(2, values => values["size"] = (int.Parse(values["size"] ?? "10") * 1000).ToString())""");

    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _diary = [];
    private readonly MemoryStore _store = new();
    private readonly Router _engine;
    private readonly WatchedAttachment _attachment;
    private readonly TestRouter _router;

    public ReplacingTests()
    {
        AppDomain.CurrentDomain.SetData("diary", _diary);
        _engine = new Router(_store, network: null, new LogLines());
        _attachment = new WatchedAttachment(_engine);
        _router = new TestRouter(_attachment);
    }

    [Fact]
    public async Task What_was_stored_comes_into_the_form_of_the_new_version_and_is_stored_so()
    {
        await StartAsync();
        await _engine.RunAsync("/thing add name=a size=20 colour=blue note=keep", "/thing add name=b");
        await UpgradeAsync();
        (await _engine.TypeAsync(":foreach one in=[/thing find] do={:put \"$[/thing get $one size] $[/thing get $one paint]\"}")).ShouldEndWith("\n20000 blue\n10000 red\n");
        Stored("a").ShouldBe(["name=a", "size=20000", "paint=blue", ":form=2", "note=keep"], ignoreOrder: true);
        Stored("b").ShouldBe(["name=b", "size=10000", ":form=2"], ignoreOrder: true);
        _store.Commits[^1].Author.ShouldBe("system");
    }

    [Fact]
    public async Task What_the_new_version_does_not_know_is_kept_through_its_edits_for_the_old_one()
    {
        await StartAsync();
        await _engine.RunAsync("/thing add name=a note=keep");
        await UpgradeAsync();
        await _engine.RunAsync("/thing set a paint=green");
        _router.Upload("system-3.11.npk", Some.Package(Some.Manifest("system")));
        Upload("3.11", s_first);
        _router.Host.Packages.ScheduleDowngrade().ShouldBeNull();
        await _router.ApplyAsync();
        (await _engine.TypeAsync(":put [/thing get a note]")).ShouldContain("\nkeep\n");
    }

    [Fact]
    public async Task Started_again_nothing_is_converted_twice()
    {
        await StartAsync();
        await _engine.RunAsync("/thing add name=a size=20");
        await UpgradeAsync();
        var commits = _store.Commits.Count;
        await _router.RebootAsync();
        Stored("a").ShouldContain("size=20000");
        _store.Commits.Count.ShouldBe(commits);
    }

    [Fact]
    public async Task What_is_on_the_machine_stays_and_dynamic_items_keep_their_numbers()
    {
        await StartAsync();
        await _engine.RunAsync("/thing add name=owner");
        var before = await _engine.TypeAsync(":put [/thing find name=child]");
        _diary.Clear();
        await UpgradeAsync();
        _diary.Distinct().ShouldBe(["ensure owner", "ensure child"], ignoreOrder: true);
        (await _engine.TypeAsync(":put [/thing find name=child]")).ShouldBe(before);
        _diary.Clear();
        await _engine.RunAsync("/thing remove owner");
        _diary.ShouldBe(["remove owner", "remove child"]);
    }

    [Fact]
    public async Task The_older_version_leaves_the_memory_with_the_command_that_asked_for_it()
    {
        await StartAsync();
        Upload("3.12", s_second);
        _router.Upload("system-3.12.npk", Some.Package(Some.Manifest("system") with { Version = "3.12" }));
        (await _engine.TypeAsync("/thing apply")).ShouldContain("installed system-3.12\ninstalled thing-3.12\n");
        (await Memory.IsGoneAsync(_attachment.Contexts[0])).ShouldBeTrue();
        (await _engine.TypeAsync("/thing print")).ShouldContain("PAINT");
    }

    [Fact]
    public async Task Commands_of_other_sessions_end_with_a_sentence()
    {
        await StartAsync();
        var waiting = _engine.TypeAsync("/thing wait");
        while (!_diary.Contains("waiting")) await Task.Yield();
        await UpgradeAsync();
        (await waiting).ShouldContain("failure: interrupted: the package of this command is being removed or replaced");
        (await Memory.IsGoneAsync(_attachment.Contexts[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task A_version_that_throws_is_parked_with_what_it_would_have_taken_over_cleaned_away()
    {
        await StartAsync();
        await _engine.RunAsync("/thing add name=a size=20");
        Upload("3.12", SmallPlugin.WithRegister("throw new InvalidOperationException(\"not with me\");"));
        _router.Upload("system-3.12.npk", Some.Package(Some.Manifest("system") with { Version = "3.12" }));
        await _router.ApplyAsync();
        _router.Installed[1].ShouldSatisfyAllConditions(row => row.Version.ShouldBe("3.12"), row => row.Problem.ShouldBe("plugin Thing: not with me"));
        (await _engine.TypeAsync("/thing print")).ShouldContain("bad command name thing");
        _diary.ShouldContain("remove a");
        Stored("a").ShouldContain("size=20");
        (await Memory.AreGoneAsync(_attachment.Contexts)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _router.Dispose();
        await _engine.DisposeAsync();
    }

    private static byte[] Version(string record, string migrations) => SmallPlugin.Compile(record + Things
        + $$"""public sealed class It : IPlugin { public void Register(IPluginBuilder plugin) => plugin.Menu<Thing, Things>(menu => menu.Command<Wait>("wait").Command<Apply>("apply"){{migrations}}); }""");

    private async Task StartAsync()
    {
        await _engine.OpenAsync();
        _router.UploadSystem();
        Upload("3.11", s_first);
        await _router.StartAsync();
        _router.Installed.ShouldAllBe(package => package.Problem == "");
    }

    private async Task UpgradeAsync()
    {
        Upload("3.12", s_second);
        _router.Upload("system-3.12.npk", Some.Package(Some.Manifest("system") with { Version = "3.12" }));
        (await _router.ApplyAsync()).Done.ShouldBe(["installed system-3.12", "installed thing-3.12"]);
        _router.Installed.ShouldAllBe(package => package.Problem == "");
    }

    private void Upload(string version, byte[] plugin) => _router.Upload($"thing-{version}.npk", Some.Package(Some.Manifest("thing") with { Version = version }, ("Thing", plugin)));

    private IEnumerable<string> Stored(string name) => _store.Load().Items.Single(item => item.Values["name"] == name).Values.Select(value => $"{value.Key}={value.Value}");
}
