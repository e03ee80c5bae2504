using Appliance.Console.Language.Parsing;

namespace Appliance.Console.Language.Evaluation;

/// <summary>A command failed; the message is the sentence that is printed, or caught by <c>on-error</c>.</summary>
internal sealed class CommandFailure(string sentence) : Exception(sentence)
{
    /// <summary>What the command asked for is configured all the same.</summary>
    public bool Stands { get; init; }

    private (string Text, int At)? _place;

    /// <summary>The sentence with line and column of the command, for scripts that are longer than what is on the screen.</summary>
    public string MessageWithPlace => _place is not { } place || Message.Contains("(line ", StringComparison.Ordinal) ? Message : $"{Message} {Scanner.Place(place.Text, place.At)}";

    /// <summary>Notes where it happened; the innermost command counts. Never true, so that it can be asked while the exception passes.</summary>
    public bool PassesBy(string text, int at)
    {
        _place ??= (text, at);
        return false;
    }

    /// <summary>Where in a text it happened; null where that was in another one.</summary>
    public int? PlaceIn(string text) => _place is { } place && ReferenceEquals(place.Text, text) ? place.At : null;
}
