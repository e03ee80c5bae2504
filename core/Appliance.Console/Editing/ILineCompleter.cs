namespace Appliance.Console.Editing;

/// <summary>Knows what can be typed at the cursor.</summary>
public interface ILineCompleter
{
    /// <summary>For Tab.</summary>
    Completion Complete(string text, int cursor);

    /// <summary>For <c>?</c>: what to print, lines ending with <c>\n</c>.</summary>
    string Help(string text, int cursor, int width);
}

/// <summary>What Tab does.</summary>
/// <param name="Start">Offset from which text is replaced, up to the cursor.</param>
/// <param name="Text">What comes there: what is there already, and all that is certain.</param>
/// <param name="Candidates">All that it could become; listed at the second Tab when there are several.</param>
public sealed record Completion(int Start, string Text, IReadOnlyList<string> Candidates);
