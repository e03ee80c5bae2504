using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Plugins.All.Tests;

/// <summary>What is configured, without numbers: references by the names of their targets.</summary>
internal static class Described
{
    public static IEnumerable<MenuSchema> Menus(MenuNode menu) =>
        (menu.Schema is { Exported.Count: > 0 } schema ? new[] { schema } : []).Concat(menu.Children.Values.SelectMany(Menus));

    public static string Configuration(WholeRouter router)
    {
        var config = router.OpenSession().Config;
        return string.Concat(from menu in Menus(router.Root).OrderBy(menu => menu.Path, StringComparer.Ordinal)
                             from text in InOrder(menu, Entries(menu, config).Select(entry => Text(menu, entry, config)))
                             select $"{menu.Path} {text}\n");
    }

    /// <summary>Where the order means nothing, a factory item that was changed may come back at the end of the list.</summary>
    private static IEnumerable<string> InOrder(MenuSchema menu, IEnumerable<string> texts) => menu.Attribute.Ordered ? texts : texts.Order(StringComparer.Ordinal);

    private static IEnumerable<Entry> Entries(MenuSchema menu, IReferences config)
    {
        List<Entry> stored = [.. config.Stored(menu)];
        if (menu.IsSettings) return stored.Count > 0 ? stored : [menu.Default];
        return stored.Where(entry => !NamesWhatIsGone(menu, entry, config));
    }

    /// <summary>Such an entry cannot be typed, and an export has it as a comment.</summary>
    private static bool NamesWhatIsGone(MenuSchema menu, Entry entry, IReferences config) =>
        menu.Exported.Where(property => property.MayName is not null).Any(property => property.Text(entry, config, ValueStyle.Console)
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Any(part => !Ip4.TryParse(part, out _) && !(config.TryFind(property.MayName!, part, out _, out var dynamic) && !dynamic)));

    private static string Text(MenuSchema menu, Entry entry, IReferences config)
    {
        var properties = menu.Exported.Select(property => $"{property.Name}={(property.References(entry).Any(reference => reference.Name is not null) ? "dynamic " : "")}{property.Text(entry, config, ValueStyle.Api)}");
        return string.Join('|', entry is Item item ? properties.Append($"comment={item.Comment}").Append($"disabled={item.Disabled}") : properties);
    }
}
