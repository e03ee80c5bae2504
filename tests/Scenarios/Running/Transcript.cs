using System.Text.RegularExpressions;

namespace Scenarios.Running;

/// <summary>What somebody typed at a console, and what was shown: the lines to type, each with the answers to the questions it raises.</summary>
public static partial class Transcript
{
    /// <summary>Lines to type, in order.</summary>
    public static IEnumerable<string> Typed(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Prompt().Match(lines[i]) is { Success: true } prompt) yield return lines[i][prompt.Length..];
            else if (Secret().Match(lines[i]) is { Success: true } secret) yield return secret.Groups["answer"].Value;
            else if (Question().IsMatch(lines[i]) && i + 1 < lines.Count) yield return lines[++i];
        }
    }

    /// <summary>What is shown of a line: nothing of a password, told as <c>old password: &lt;typed xyzzy&gt;</c>.</summary>
    public static string Shown(string line) => Secret().Match(line) is { Success: true } secret ? secret.Groups["question"].Value : line;

    [GeneratedRegex(@"\A(\[[^\]@]+@[^\]]+\] (/[a-z0-9 -]+)?> |[{(\[""\\]+\.\.\. )")]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\A(?<question>[a-z ]+: )<typed ?(?<answer>[^>]*)>\z")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\[y/N\]:\z")]
    private static partial Regex Question();
}
