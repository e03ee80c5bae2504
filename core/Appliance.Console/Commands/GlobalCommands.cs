using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>Commands after <c>:</c>, in every menu: a new one is added here.</summary>
internal static class GlobalCommands
{
    /// <summary>By name.</summary>
    public static IReadOnlyList<MenuCommand> All { get; } = [];

    /// <summary>By its name, or by the only name that begins so.</summary>
    public static MenuCommand? Find(string word, out bool ambiguous)
    {
        MenuCommand? found = null;
        ambiguous = false;
        foreach (var command in All)
        {
            if (!command.Name.StartsWith(word, StringComparison.Ordinal)) continue;
            if (command.Name.Length == word.Length)
            {
                ambiguous = false;
                return command;
            }
            ambiguous = found is not null;
            found ??= command;
        }
        return ambiguous ? null : found;
    }
}
