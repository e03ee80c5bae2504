using System.Text.RegularExpressions;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Regular expressions of the operator <c>~</c>. A condition asks the same one for every row, so the last one is kept.</summary>
internal sealed class Patterns
{
    private static readonly (string Posix, string Net)[] s_classes =
    [
        ("[:alpha:]", "a-zA-Z"), ("[:digit:]", "0-9"), ("[:alnum:]", "a-zA-Z0-9"), ("[:upper:]", "A-Z"), ("[:lower:]", "a-z"),
        ("[:space:]", @"\s"), ("[:blank:]", @" \t"), ("[:punct:]", @"!-/:-@\[-`{-~"), ("[:xdigit:]", "0-9A-Fa-f"), ("[:print:]", " -~"), ("[:graph:]", "!-~"),
    ];

    private string _text = "";
    private Regex? _pattern;

    public bool Match(string pattern, string text)
    {
        try
        {
            if (_pattern is null || pattern != _text) (_pattern, _text) = (new Regex(Translate(pattern), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), pattern);
            return _pattern.IsMatch(text);
        }
        catch (ArgumentException)
        {
            throw new CommandFailure("invalid regular expression");
        }
        catch (RegexMatchTimeoutException)
        {
            throw new CommandFailure("runtime limit exceeded");
        }
    }

    private static string Translate(string pattern)
    {
        if (!pattern.Contains("[:", StringComparison.Ordinal)) return pattern;
        foreach (var (posix, net) in s_classes) pattern = pattern.Replace(posix, net, StringComparison.Ordinal);
        return pattern;
    }
}
