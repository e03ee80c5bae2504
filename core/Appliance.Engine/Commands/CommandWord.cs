namespace Appliance.Engine.Commands;

/// <summary>A word of a command.</summary>
/// <param name="Name">A word of its own, or the name before <c>=</c>.</param>
/// <param name="Value">What follows <c>=</c>, as it is typed: in quotes where it needs them; null for a word of its own.</param>
public readonly record struct CommandWord(string Name, string? Value = null)
{
    /// <inheritdoc/>
    public override string ToString() => Value is null ? Name : $"{Name}={Value}";
}
