using System.Text;
using Appliance.Console.Printing;

namespace Appliance.Console.Editing;

/// <summary>Words side by side, as many in a row as fit, each column as wide as the longest word.</summary>
internal static class Columns
{
    private const int Gap = 2;

    public static string Of(IReadOnlyList<string> words, int width)
    {
        if (words.Count == 0) return "";
        var widest = words.Max(word => TextWidth.Of(word)) + Gap;
        var perRow = Math.Max(1, (width + Gap - 1) / widest);
        var text = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var one in words[i]) text.Append(TextWidth.Visible(one));
            if ((i + 1) % perRow == 0 || i == words.Count - 1) text.Append('\n');
            else text.Append(' ', widest - TextWidth.Of(words[i]));
        }
        return text.ToString();
    }
}
