using System.Runtime.CompilerServices;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>All commands of a menu. Made once for each menu, and gone with it.</summary>
internal sealed class CommandSet
{
    private static readonly ConditionalWeakTable<MenuNode, CommandSet> s_sets = [];
    private readonly MenuNode _menu;

    private CommandSet(MenuNode menu)
    {
        _menu = menu;
        All = [.. UniversalCommands.All.Where(command => command.ExistsIn(menu) && !menu.Commands.ContainsKey(command.Name))
            .Select(command => new MenuCommand(command, menu))
            .Concat(menu.Commands.Values.Select(command => new MenuCommand(command)))
            .OrderBy(command => command.Name, StringComparer.Ordinal)];
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<MenuCommand> All { get; }

    public static CommandSet Of(MenuNode menu) => s_sets.GetValue(menu, static menu => new CommandSet(menu));

    /// <summary>A submenu or a command by its name, or by the only name that begins so.</summary>
    public (MenuNode? Menu, MenuCommand? Command, bool Ambiguous) Find(string word)
    {
        if (_menu.Children.TryGetValue(word, out var exact)) return (exact, null, false);
        (MenuNode? Menu, MenuCommand? Command, bool Ambiguous) found = default;
        foreach (var command in All)
        {
            if (!command.Name.StartsWith(word, StringComparison.Ordinal)) continue;
            if (command.Name.Length == word.Length) return (null, command, false);
            found = (null, command, found.Command is not null);
            if (found.Ambiguous) break;
        }
        foreach (var command in All)
        {
            if (found.Ambiguous && command.Name == word) return (null, command, false);
        }
        foreach (var child in _menu.Children.Values)
        {
            if (!child.Name.StartsWith(word, StringComparison.Ordinal)) continue;
            found = (child, null, found.Ambiguous || found.Command is not null || found.Menu is not null);
        }
        return found.Ambiguous ? (null, null, true) : found;
    }
}
