using System.Collections.Frozen;
using Appliance.Engine.Schema;

namespace Appliance.Engine.Plugins;

/// <summary>Builds the tree of menus from what the plugins brought.</summary>
internal static class MenuTree
{
    public static MenuNode Build(IEnumerable<MenuSchema> menus, IEnumerable<(string Menu, CommandSchema Command)> commands)
    {
        var schemas = menus.ToDictionary(menu => menu.Path, StringComparer.Ordinal);
        var byMenu = commands.ToLookup(command => command.Menu, command => command.Command);
        var paths = new HashSet<string>(StringComparer.Ordinal) { "/" };
        foreach (var path in schemas.Keys.Concat(byMenu.Select(group => group.Key)))
        {
            for (var at = path; at != "/"; at = ParentOf(at)) paths.Add(at);
        }
        var children = paths.Where(path => path != "/").ToLookup(ParentOf);
        return Node("/");

        MenuNode Node(string path)
        {
            var below = children[path].Select(Node).ToList();
            var node = new MenuNode
            {
                Name = path[(path.LastIndexOfAny(['/', ' ']) + 1)..],
                Path = path,
                Help = schemas.GetValueOrDefault(path)?.Help ?? "",
                Schema = schemas.GetValueOrDefault(path),
                Children = below.ToFrozenDictionary(child => child.Name, StringComparer.Ordinal),
                Commands = byMenu[path].ToFrozenDictionary(command => command.Name, StringComparer.Ordinal),
            };
            foreach (var child in below) child.Parent = node;
            return node;
        }
    }

    private static string ParentOf(string path) => path.LastIndexOf(' ') is var blank and >= 0 ? path[..blank] : "/";
}
