using System.Globalization;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using CsCheck;

namespace Plugins.All.Tests;

/// <summary>Random edits of all menus, made from nothing but the schemas: a menu that a package adds is covered by itself.</summary>
internal sealed class RandomConfiguration(WholeRouter router)
{
    private const int Tries = 6;

    private static readonly string[] s_pieces =
    [
        "a", "b", "eth", "1", "2", "10", " ", "  ", "\"", "\\", "$", "$x", "$[", "$(", "ö", "€", "日本", "😀", "Ã©", "?", "'", "`", "none", "yes", "=", "*1", "*C0000001",
        "{", "}", "[", "]", "(", ")", ";", "#", "/", ",", ":", "!", "~", "|", "&", "<", ">", "\\n", "\\24", "%", "^", "the quick brown fox jumps over the lazy dog ",
    ];

    private static readonly string[] s_lines = ["\n", "\r\n", "\t", "\n\n ", "\0", "\u007f", "\u0085", " \n"];

    // Names that mean something elsewhere: of other cards, of what is not there, of what is made by itself.
    private static readonly string[] s_names = ["ether1", "ether2", "ether3", "vif1", "bridge1", "none", "a", "b", "A", "memory", "read"];

    // Forms of the plugins' own value types that completion does not offer.
    private static readonly string[] s_forms =
    [
        "5s", "10s", "1m30s", "1h", "1w2d", "7d", "200ms", "10.0.0.1", "192.168.88.1", "255.255.255.255", "10.1.2.0/24", "192.168.88.1/24", "0.0.0.0/0", "172.16.0.0/12",
        "02:00:00:00:00:01", "AE:C1:B4:00:00:0A", "+03:00", "-09:30", "jun/06/2008 14:47:23", "jan/01/2010 00:00:00", "14:47:23", "jun/06/2008", "auto", "none", "unlimited",
        "10.0.0.1,10.0.0.2", "ether1", "*1", "yes", "no", "0x80", "read,write", "read", "info,!debug", "disks/data.img", "one.img", "two.img",
    ];

    /// <summary>One edit: which menu, what is done, and with what.</summary>
    public sealed record Step(int Menu, int Kind, int Seed);

    public static Gen<Step[]> Steps { get; } = Gen.Select(Gen.Int[0, 999], Gen.Int[0, 9], Gen.Int, (menu, kind, seed) => new Step(menu, kind, seed)).Array[1, 60];

    private IRouterSession Session { get; } = router.OpenSession();

    public async Task MakeAsync(IEnumerable<Step> steps)
    {
        List<MenuNode> menus = [.. Nodes(router.Root).OrderBy(menu => menu.Path, StringComparer.Ordinal)];
        foreach (var step in steps) await DoAsync(menus[step.Menu % menus.Count], step.Kind, new Random(step.Seed));
    }

    private static IEnumerable<MenuNode> Nodes(MenuNode menu) => (menu.Schema is { Exported.Count: > 0 } ? new[] { menu } : []).Concat(menu.Children.Values.SelectMany(Nodes));

    private async Task DoAsync(MenuNode menu, int kind, Random random)
    {
        var schema = menu.Schema!;
        // Without admin and full the session that makes all this would lose its rights.
        List<Item> items = [.. Session.Config.Stored(schema).OfType<Item>().Where(item => item is not NamedItem { Name: "admin" or "full" })];
        var one = items.Count > 0 ? items[random.Next(items.Count)].Id : ItemId.None;
        if (kind == 9 && schema.CanRemove && items.Count > 0) await Session.RemoveAsync(menu, [one], default);
        else if (kind == 8 && schema.Attribute.Ordered && items.Count > 1) await Session.MoveAsync(menu, [one], items[0].Id, default);
        else if (schema.IsSettings) await TryAsync(() => Session.SetAsync(menu, [], Values(schema, false, random), default));
        else if (kind < 6 && !schema.Attribute.Fixed) await TryAsync(async () => (await Session.AddAsync(menu, Values(schema, true, random), default, default, default)).Problems);
        else if (items.Count > 0) await TryAsync(() => Session.SetAsync(menu, [one], Values(schema, false, random), default));
    }

    /// <summary>Most random values together make no sense; one of a few may.</summary>
    private static async Task TryAsync(Func<Task<IReadOnlyList<Problem>>> edit)
    {
        for (var i = 0; i < Tries; i++)
        {
            if ((await edit()) is not { Count: > 0 } problems || problems.All(problem => problem.Stands)) return;
        }
    }

    private List<Assignment> Values(MenuSchema schema, bool isNew, Random random)
    {
        var values = new List<Assignment>();
        foreach (var property in schema.Exported.Where(property => property != schema.FoundBy || property.Name == "name"))
        {
            var needed = isNew && (property.IsRequired || property.Name == "name");
            if ((needed || random.Next(3) == 0) && Value(schema, property, random) is { } value) values.Add(new Assignment(property.Name, value));
        }
        if (schema.CanComment && random.Next(3) == 0) values.Add(new Assignment("comment", Text(random, s_lines)));
        if (schema.CanDisable && random.Next(3) == 0) values.Add(new Assignment("disabled", random.Next(2) == 0 ? "yes" : "no"));
        return values;
    }

    private string? Value(MenuSchema schema, PropertySchema property, Random random)
    {
        var config = Session.Config;
        List<string> words = [.. property.Completions(config).Select(word => word.Word)];
        for (var i = 0; i < 30; i++)
        {
            var text = words.Count > 0 && random.Next(words.Count == 1 ? 3 : 8) > 0 ? words[random.Next(words.Count)]
                : property.Kind == "num" ? Number(random)
                : property.Name == "name" && random.Next(3) > 0 ? s_names[random.Next(s_names.Length)]
                : property.IsText && random.Next(4) > 0 ? Text(random, property.Name == "name" ? [] : s_lines)
                : s_forms[random.Next(s_forms.Length)];
            if (property.Set(schema.New(), text, config) is null) return text;
        }
        return null;
    }

    private static string Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(0, 11).ToString(CultureInfo.InvariantCulture),
        1 => random.Next(0, 256).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(0, 65536).ToString(CultureInfo.InvariantCulture),
        _ => random.Next().ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(Random random, string[] more) => string.Concat(Enumerable.Range(0, random.Next(1, random.Next(2, 14)))
        .Select(_ => random.Next(s_pieces.Length + more.Length) is var at && at < s_pieces.Length ? s_pieces[at] : more[at - s_pieces.Length]));
}
