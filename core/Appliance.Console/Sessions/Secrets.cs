using Appliance.Engine.Schema;

namespace Appliance.Console.Sessions;

/// <summary>Finds commands that must not be kept or shown: those with a password or a key.</summary>
internal static class Secrets
{
    /// <summary>
    /// Whether a value is typed for something that may be the abbreviated name of a sensitive property. It looks at the text alone:
    /// a line with a mistake in it has its secret all the same.
    /// </summary>
    public static bool AreIn(string line, MenuNode root)
    {
        var names = Names(root).ToHashSet(StringComparer.Ordinal);
        for (var equals = line.IndexOf('='); equals >= 0 && names.Count > 0; equals = line.IndexOf('=', equals + 1))
        {
            var start = equals;
            while (start > 0 && (char.IsAsciiLetterOrDigit(line[start - 1]) || line[start - 1] == '-')) start--;
            var typed = line[start..equals];
            if (typed.Length > 0 && names.Any(name => name.StartsWith(typed, StringComparison.Ordinal))) return true;
        }
        return false;
    }

    private static IEnumerable<string> Names(MenuNode menu) =>
        (menu.Schema?.Typed ?? []).Concat(menu.Commands.Values.SelectMany(command => command.Arguments))
            .Where(property => property.IsSensitive).Select(property => property.Name)
            .Concat(menu.Children.Values.SelectMany(Names));
}
