using System.Text;

namespace Appliance.Console.Language.Parsing;

/// <summary>Whether a line goes on in the next one.</summary>
internal static class Continuation
{
    /// <summary>The open brackets and quotes, and a backslash where the text ends with one; empty when the text is complete.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny("{[(\"\\") < 0) return "";
        var open = new StringBuilder();
        var atStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var inside = open.Length > 0 ? open[^1] : '\0';
            if (c == '\\')
            {
                if (i == text.Length - 1) return open.Append('\\').ToString();
                i++;
            }
            else if (inside == '"')
            {
                if (c == '"') open.Length--;
                else if (c == '$' && i + 1 < text.Length && text[i + 1] is '(' or '[') open.Append(text[++i]);
            }
            else if (c == '#' && atStart)
            {
                var end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end - 1;
                continue;
            }
            else if (c is '"' or '{' or '[' or '(') open.Append(c);
            else if (c is '}' or ']' or ')')
            {
                if (inside != Opening(c)) return "";
                open.Length--;
            }
            atStart = c is '\n' or ';' or '{' || atStart && c is ' ' or '\t';
        }
        return open.ToString();
    }

    private static char Opening(char close) => close switch { '}' => '{', ']' => '[', _ => '(' };
}
