namespace Scenarios.Running;

/// <summary>A fenced block of a story.</summary>
/// <param name="Kind">First word after the fence, such as <c>console</c>.</param>
/// <param name="Words">The words behind it, such as <c>width=132</c>.</param>
/// <param name="Lines">What stands between the fences.</param>
/// <param name="Line">Number of its first line in the file.</param>
public sealed record Block(string Kind, IReadOnlyList<string> Words, IReadOnlyList<string> Lines, int Line)
{
    /// <summary>The value of a word <c>name=value</c>.</summary>
    public string? Option(string name) => Words.Where(word => word.StartsWith(name + "=", StringComparison.Ordinal)).Select(word => word[(name.Length + 1)..]).FirstOrDefault();
}
