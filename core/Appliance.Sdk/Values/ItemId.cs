using System.Globalization;

namespace Appliance.Sdk.Values;

/// <summary>The number of an item inside its menu, shown as <c>*1A</c>. Handed out in ascending order and never reused.</summary>
/// <param name="Value">0 is "no item"; numbers from <see cref="FirstDynamic"/> up belong to dynamic items, which are never stored.</param>
public readonly record struct ItemId(uint Value) : IComparable<ItemId>
{
    /// <summary>The first number given to items that are not stored.</summary>
    public const uint FirstDynamic = 0x8000_0000;

    /// <summary>The first number that no item ever gets: references with it have lost their target before they were exported.</summary>
    public const uint FirstMissing = 0xC000_0000;

    /// <summary>No item.</summary>
    public static ItemId None => default;

    /// <summary>Whether this names no item.</summary>
    public bool IsNone => Value == 0;

    /// <summary>Whether no item can ever have this number.</summary>
    public bool IsMissing => Value >= FirstMissing;

    /// <summary>A number that stands for this one where its item is not: different numbers stay different.</summary>
    public ItemId AsMissing => new(Value | FirstMissing);

    /// <summary>Reads <c>*1A</c>; hexadecimal digits of either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ItemId id)
    {
        id = default;
        if (text.Length < 2 || text[0] != '*') return false;
        if (!uint.TryParse(text[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return false;
        id = new ItemId(value);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(ItemId other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => $"*{Value:X}";
}
