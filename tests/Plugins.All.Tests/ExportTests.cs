using CsCheck;

namespace Plugins.All.Tests;

public sealed class ExportTests
{
    private const string Loaded = "Opening script file all.rsc\nScript file loaded and executed successfully\n";
    private static readonly int s_rounds = int.TryParse(Environment.GetEnvironmentVariable("ROUNDS"), out var rounds) ? rounds : 60;
    private static readonly string[] s_forms = ["", " verbose", " terse", " verbose terse"];

    [Fact]
    public void An_export_makes_the_same_configuration_on_an_empty_router() =>
        Gen.Select(RandomConfiguration.Steps, Gen.Int[0, s_forms.Length - 1], Gen.Int[20, 200])
            .Sample((steps, form, width) => CheckAsync(steps, s_forms[form], width).GetAwaiter().GetResult(), iter: s_rounds, threads: 1);

    [Fact]
    public async Task Random_edits_reach_every_menu()
    {
        await using var router = await WholeRouter.StartAsync(1);
        var random = new Random(1);
        await new RandomConfiguration(router).MakeAsync(Enumerable.Range(0, 2_000).Select(i => new RandomConfiguration.Step(i, random.Next(6), random.Next())));
        var lines = (await router.TypeAsync("/export")).Split('\n');
        // A record may just have its defaults again.
        Described.Menus(router.Root).Where(menu => !menu.IsSettings && !lines.Contains(menu.Path)).Select(menu => menu.Path).ShouldBeEmpty();
    }

    // One of them comes later in the export: what they say is accepted together only.
    [Theory]
    [InlineData("upper", "upper")]
    [InlineData("ether1,upper", "ether1")]
    public async Task References_that_only_fit_together_are_exported_together(string slaves, string primary)
    {
        await using var source = await WholeRouter.StartAsync(1);
        foreach (var line in (string[])["bonding add name=lower", "vlan add name=upper interface=lower vlan-id=1", $"bonding add name=eth mode=active-backup slaves={slaves} primary={primary}"])
            (await source.TypeAsync("/interface " + line)).ShouldBe("");
        await CheckAsync(source, "", 80);
    }

    private static async Task CheckAsync(RandomConfiguration.Step[] steps, string form, int width)
    {
        await using var source = await WholeRouter.StartAsync(1);
        await new RandomConfiguration(source).MakeAsync(steps);
        await CheckAsync(source, form, width);
    }

    private static async Task CheckAsync(WholeRouter source, string form, int width)
    {
        var (configured, exported) = await ExportedAsync(source, form, width);

        await using var target = await WholeRouter.StartAsync(100);
        await target.WriteAsync("all.rsc", exported);
        var printed = WithoutFailedStarts(await target.TypeAsync("/import all"));
        if (printed != Loaded) throw new InvalidOperationException($"{printed}\n{exported}");
        Described.Configuration(target).ShouldBe(configured, exported);
        // What is a comment in the first export cannot be in the second.
        if (!exported.Contains("\n# ")) Sorted((await ExportedAsync(target, form, width)).Exported).ShouldBe(Sorted(exported));
    }

    /// <summary>A factory item that was changed comes back as a new one, at the end of its list.</summary>
    private static string Sorted(string exported) => string.Join('\n', exported.Split('\n').Order(StringComparer.Ordinal));

    /// <summary>Renamed gateways follow a moment later: both must be of the same moment.</summary>
    private static async Task<(string Configuration, string Exported)> ExportedAsync(WholeRouter router, string form, int width)
    {
        while (true)
        {
            var configuration = Described.Configuration(router);
            var exported = await router.TypeAsync("/export" + form, width);
            if (Described.Configuration(router) == configuration) return (configuration, exported);
        }
    }

    /// <summary>Guests without their disk images do not stop an import.</summary>
    private static string WithoutFailedStarts(string printed) => string.Join('\n', printed.Split('\n').Where(line => !line.Contains(" not found (line ") && !line.Contains(" can not be started: ")));
}
