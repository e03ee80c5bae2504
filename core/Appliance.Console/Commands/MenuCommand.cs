using System.Collections.Immutable;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands;

/// <summary>A command of one menu: one of the console's own, or one that a plugin brought.</summary>
internal sealed class MenuCommand
{
    public MenuCommand(ConsoleCommand command, MenuNode menu)
    {
        (Name, Help, Console) = (command.Name, command.Help, command);
        Arguments = [.. command.ArgumentsIn(menu)];
    }

    public MenuCommand(CommandSchema plugin)
    {
        (Name, Help, Plugin) = (plugin.Name, plugin.Help, plugin);
        Arguments = [.. plugin.Arguments.Select(argument => new Argument(
            argument.Name, argument.IsItems ? ArgumentKind.Items : ArgumentKind.Value,
            argument.Help, argument, argument.IsUnnamed))];
    }

    public string Name { get; }

    public string Help { get; }

    public ImmutableArray<Argument> Arguments { get; }

    /// <summary>Null for a plugin's command.</summary>
    public ConsoleCommand? Console { get; }

    /// <summary>Null for one of the console's own.</summary>
    public CommandSchema? Plugin { get; }

    /// <summary>The argument with this name, or with the only name that begins so.</summary>
    /// <param name="ambiguous">Several names begin so.</param>
    public Argument? Find(ReadOnlySpan<char> word, out bool ambiguous)
    {
        Argument? found = null;
        ambiguous = false;
        foreach (var argument in Arguments)
        {
            if (!argument.Name.AsSpan().StartsWith(word, StringComparison.Ordinal)) continue;
            if (argument.Name.Length == word.Length)
            {
                ambiguous = false;
                return argument;
            }
            ambiguous = found is not null;
            if (ambiguous) break;
            found = argument;
        }
        if (!ambiguous) return found;
        // A later argument may still have exactly this name.
        foreach (var argument in Arguments)
        {
            if (!word.SequenceEqual(argument.Name)) continue;
            ambiguous = false;
            return argument;
        }
        return null;
    }
}
