using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Exporting;

/// <summary>The order in which menus are exported: what is referred to comes first.</summary>
internal static class MenuOrder
{
    /// <summary>Groups of menus. A group has more than one only where they refer to each other in a circle.</summary>
    public static IEnumerable<IReadOnlyList<MenuSchema>> Of(IReadOnlyCollection<MenuSchema> menus)
    {
        // Interfaces come first, and of these the cards, since nearly everything stands on them.
        var left = menus.OrderByDescending(menu => menu.IsInterface).ThenByDescending(menu => menu.IsInterface && menu.Attribute.Fixed)
            .ThenBy(menu => menu.Path, StringComparer.Ordinal).ToList();
        var below = left.ToDictionary(menu => menu, menu => Reached(menu, left));
        while (left.Count > 0)
        {
            var first = left.First(menu => below[menu].All(other => !left.Contains(other) || below[other].Contains(menu)));
            IReadOnlyList<MenuSchema> group = [.. left.Where(other => other == first || below[first].Contains(other))];
            left.RemoveAll(group.Contains);
            yield return group;
        }
    }

    /// <summary>Whether items of a menu refer to items of the menu itself, or of others in the group.</summary>
    public static bool IsCircle(IReadOnlyList<MenuSchema> group) => group.Any(menu => Targets(menu, group).Any());

    private static HashSet<MenuSchema> Reached(MenuSchema from, IReadOnlyList<MenuSchema> all)
    {
        var reached = new HashSet<MenuSchema>();
        var open = new Stack<MenuSchema>([from]);
        while (open.TryPop(out var menu))
        {
            foreach (var target in Targets(menu, all))
            {
                if (reached.Add(target)) open.Push(target);
            }
        }
        return reached;
    }

    private static IEnumerable<MenuSchema> Targets(MenuSchema menu, IEnumerable<MenuSchema> all)
    {
        Type[] types = [.. menu.Exported.Select(property => property.ReferenceTarget ?? property.MayName).OfType<Type>()];
        return types.Length == 0 ? [] : all.Where(other => !other.IsSettings && types.Any(other.Type.IsAssignableTo));
    }
}
