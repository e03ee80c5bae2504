using System.Text;
using Appliance.Console.Commands;
using Appliance.Console.Language;

namespace Appliance.Console.Completion;

/// <summary>What <c>?</c> prints: <c>name -- description</c> in each line.</summary>
internal static class HelpText
{
    /// <summary>Help for what is at the cursor.</summary>
    /// <param name="context">The place.</param>
    /// <param name="typed">What is typed there already.</param>
    /// <param name="hasName">It stands after <c>name=</c>, or inside a list.</param>
    /// <param name="matches">What begins so.</param>
    public static string Of(CursorContext context, string typed, bool hasName, IReadOnlyList<Candidate> matches)
    {
        var text = new StringBuilder();
        if (context.Expects == CursorExpects.Command && typed.Length == 0) AppendMenu(text, context);
        else if (context.Expects == CursorExpects.Value && context.Argument is { } argument) AppendValue(text, argument, hasName, matches);
        foreach (var match in matches)
        {
            // Where a value can stand without its name, that is what <name> says.
            if (context.Expects == CursorExpects.Argument && match.IsText && typed.Length == 0) continue;
            AppendLine(text, match.Shown ?? match.Word, match.Help);
        }
        return text.ToString();
    }

    private static void AppendMenu(StringBuilder text, CursorContext context)
    {
        if (context.Menu.Help.Length > 0) text.Append(context.Menu.Help).Append("\n\n");
        if (context.Menu.Parent is { } parent) AppendLine(text, "..", $"go up to {(parent.Name.Length == 0 ? "root" : parent.Name)}");
    }

    private static void AppendValue(StringBuilder text, Argument argument, bool hasName, IReadOnlyList<Candidate> matches)
    {
        if (!hasName) return;
        if (argument.Help.Length > 0) text.Append(argument.Help).Append("\n\n");
        if (matches.Count == 0 && argument.Property is { } property) text.Append('<').Append(property.TypeWord).Append(">\n");
    }

    private static void AppendLine(StringBuilder text, string name, string help) =>
        text.Append(name).Append(help.Length > 0 ? " -- " : " --").Append(help).Append('\n');
}
