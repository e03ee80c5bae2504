using Appliance.Console.Commands;
using Appliance.Console.Editing;
using Appliance.Console.Language;
using Appliance.Console.Sessions;

namespace Appliance.Console.Completion;

/// <summary>Tab and <c>?</c> of the console.</summary>
/// <param name="session">Whose menus and names are offered.</param>
/// <param name="begun">Earlier lines of a command that goes on over several, with their line ends.</param>
internal sealed class ConsoleCompleter(ConsoleSession session, Func<string> begun) : ILineCompleter
{
    // More than a person reads; a list of items may be long.
    private const int MostShown = 500;

    public Editing.Completion Complete(string text, int cursor)
    {
        var place = At(text, cursor);
        var matches = Matching.Of(place.Typed, CandidatesAt(place));
        if (matches.Count == 0) return new(cursor, "", []);
        var isWhole = matches.Count == 1;
        var word = isWhole ? matches[0].Word : Matching.Common(matches);
        var needsQuotes = matches[0].IsText && QuotedText.NeedsQuotes(word);
        var written = place.Earlier + (place.Context.Quoted || needsQuotes ? QuotedText.Inside(word) : word);
        if (needsQuotes && !place.Context.Quoted) written = "\"" + written;
        if (isWhole && (needsQuotes || place.Context.Quoted)) written += "\"";
        // After ! a name takes no value.
        if (isWhole) written += place.Start > 0 && text[place.Start - 1] == '!' ? " " : matches[0].After;
        return new(place.Start, written, [.. matches.Take(MostShown).Select(match => match.Word)]);
    }

    public string Help(string text, int cursor, int width)
    {
        var place = At(text, cursor);
        return HelpText.Of(place.Context, place.Typed, place.HasName, [.. Matching.Beginning(place.Typed, CandidatesAt(place)).Take(MostShown)]);
    }

    private IReadOnlyList<Candidate> CandidatesAt(Place place) => Candidates.At(place.Context, place.HasName, session);

    private Place At(string text, int cursor)
    {
        var before = begun();
        var all = before + text;
        var context = CursorContext.At(all, before.Length + cursor, session.Router.Root, session.Menu);
        var comma = IsList(context) ? context.Prefix.LastIndexOf(',') + 1 : 0;
        var ahead = context.Start - (context.Quoted ? 2 : 1);
        var hasName = comma > 0 || ahead >= 0 && all[ahead] == '=';
        return new(context, Math.Max(context.Start - before.Length, 0), context.Prefix[..comma], context.Prefix[comma..], hasName);
    }

    private static bool IsList(CursorContext context) =>
        context.Expects == CursorExpects.Value && context.Argument is { } argument
        && (argument.Kind == ArgumentKind.Items || argument.Property?.TypeWord.EndsWith(", ...", StringComparison.Ordinal) == true);

    /// <summary>Where the cursor is.</summary>
    /// <param name="Context">What the parser says.</param>
    /// <param name="Start">Offset in the line from which text is replaced.</param>
    /// <param name="Earlier">Values of a list before the one being typed.</param>
    /// <param name="Typed">What is there of the word.</param>
    /// <param name="HasName">It can only be a value: after <c>name=</c>, or inside a list.</param>
    private readonly record struct Place(CursorContext Context, int Start, string Earlier, string Typed, bool HasName);
}
