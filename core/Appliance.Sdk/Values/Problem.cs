namespace Appliance.Sdk.Values;

/// <summary>A mistake of the person who typed, as one sentence without a full stop, in RouterOS's words where they are known.</summary>
/// <param name="Sentence">For example <c>failure: already have interface with such name</c>.</param>
/// <param name="Property">The property's wire name, where one is to blame.</param>
public sealed record Problem(string Sentence, string? Property = null)
{
    /// <summary>The commit stands all the same: what failed is work that it led to, such as a guest that did not start.</summary>
    public bool Stands { get; init; }

    /// <summary>A problem that the configuration service reports: the sentence gets the prefix <c>failure: </c>.</summary>
    public static Problem Failure(string sentence, string? property = null) => new("failure: " + sentence, property);
}
