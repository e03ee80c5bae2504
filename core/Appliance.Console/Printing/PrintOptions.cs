using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>What a person asked of one print.</summary>
public sealed record PrintOptions
{
    /// <summary>Terminal width in characters; what is not positive counts as 80.</summary>
    public int Width { get; init; } = 80;

    /// <summary>The first column shows <c>*1A</c> instead of item numbers.</summary>
    public bool ShowIds { get; init; }

    /// <summary>Number of the first row, where others were printed before.</summary>
    public int First { get; init; }

    /// <summary>These properties only, in this order; null for what the menu shows by itself.</summary>
    public IReadOnlyList<PropertySchema>? Properties { get; init; }
}
