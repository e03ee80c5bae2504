using Appliance.Engine.Schema;

namespace Appliance.Console.Language;

/// <summary>Paths of menus.</summary>
internal static class Menus
{
    /// <summary>The menu with a path; where a package is gone, what is left of the way to it.</summary>
    public static MenuNode Find(MenuNode root, string path)
    {
        if (path == "/") return root;
        var node = root;
        foreach (var word in path.Split([' ', '/'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.Children.TryGetValue(word, out var child)) break;
            node = child;
        }
        return node;
    }
}
