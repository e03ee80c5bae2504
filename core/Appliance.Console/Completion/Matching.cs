namespace Appliance.Console.Completion;

/// <summary>Which candidates the typed part can mean.</summary>
internal static class Matching
{
    /// <summary>Those that begin so; where none does, the only one whose words' first letters, or else whose letters in order, are these.</summary>
    public static IReadOnlyList<Candidate> Of(string typed, IReadOnlyList<Candidate> candidates)
    {
        var beginning = Beginning(typed, candidates);
        if (beginning.Count > 0 || typed.Length == 0) return beginning;
        return Only(candidates, candidate => Initials(candidate.Word).StartsWith(typed, StringComparison.Ordinal))
            ?? Only(candidates, candidate => HasInOrder(candidate.Word, typed))
            ?? [];
    }

    public static IReadOnlyList<Candidate> Beginning(string typed, IReadOnlyList<Candidate> candidates) =>
        [.. candidates.Where(candidate => candidate.Word.StartsWith(typed, StringComparison.Ordinal))];

    /// <summary>What all words begin with.</summary>
    public static string Common(IReadOnlyList<Candidate> candidates)
    {
        var common = candidates[0].Word.AsSpan();
        foreach (var candidate in candidates) common = common[..common.CommonPrefixLength(candidate.Word)];
        // Never half of a character.
        return (common.Length > 0 && char.IsHighSurrogate(common[^1]) ? common[..^1] : common).ToString();
    }

    private static Candidate[]? Only(IReadOnlyList<Candidate> candidates, Func<Candidate, bool> matches) =>
        candidates.Where(matches).Take(2).ToArray() is [var only] ? [only] : null;

    private static string Initials(string word) => string.Concat(word.Split('-').Where(part => part.Length > 0).Select(part => part[0]));

    private static bool HasInOrder(string word, string letters)
    {
        var at = 0;
        foreach (var letter in letters)
        {
            at = word.IndexOf(letter, at) + 1;
            if (at == 0) return false;
        }
        return true;
    }
}
