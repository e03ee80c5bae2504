using System.Collections.Frozen;
using Appliance.Console.Commands.Language;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>Commands after <c>:</c>, in every menu: a new one is added here.</summary>
internal static class GlobalCommands
{
    private static readonly MenuNode s_nowhere = new()
    {
        Name = "",
        Path = "/",
        Children = FrozenDictionary<string, MenuNode>.Empty,
        Commands = FrozenDictionary<string, CommandSchema>.Empty,
    };

    public static IReadOnlyList<ConsoleCommand> Commands { get; } =
    [
        new Delay(), new Do(), new Error(), new Execute(), new FindIn(), new For(), new ForEach(), new Global(), new If(), new Import(), new Local(), new Log(), new Nothing(), new Parse(),
        new Pick(), new Put(), new Quit(), new Return(), new SetVariable(), new TimeTaken(), new While(),
        new Function("len", "return number of elements in value", Conversions.Length),
        new Function("toarray", "convert argument to array value", Conversions.ToArray),
        new Function("tobool", "convert argument to truth value", Conversions.ToBool),
        new Function("toid", "convert argument to internal number value", Conversions.ToId),
        new Function("toip", "convert argument to IP address value", Conversions.ToIp),
        new Function("tonum", "convert argument to integer number value", Conversions.ToNum),
        new Function("tostr", "convert argument to string value", Conversions.ToStr),
        new Function("totime", "convert argument to time interval value", Conversions.ToTime),
        new Function("typeof", "return type of value", Conversions.Type),
    ];

    /// <summary>By name.</summary>
    public static IReadOnlyList<MenuCommand> All { get; } = [.. Commands
        .Select(command => new MenuCommand(command, s_nowhere)).OrderBy(command => command.Name, StringComparer.Ordinal)];

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
