namespace Appliance.Console.Completion;

/// <summary>Something that can be typed at the cursor.</summary>
/// <param name="Word">The whole word.</param>
/// <param name="Help">One sentence, or nothing.</param>
/// <param name="After">What follows it: a blank, <c>=</c>, or nothing.</param>
/// <param name="IsText">A value that may need quotes.</param>
/// <param name="Shown">How help shows it, where that is not the word: <c>&lt;numbers&gt;</c>.</param>
internal sealed record Candidate(string Word, string Help, string After = " ", bool IsText = false, string? Shown = null);
