namespace Appliance.InterfacesPlugin;

/// <summary>The order of interface names: <c>ether2</c> before <c>ether10</c>.</summary>
public static class InterfaceNames
{
    public static int Compare(string left, string right)
    {
        var (stem, other) = (left.TrimEnd("0123456789".ToCharArray()), right.TrimEnd("0123456789".ToCharArray()));
        if (stem != other) return string.CompareOrdinal(left, right);
        var (number, otherNumber) = (left[stem.Length..], right[other.Length..]);
        return number.Length != otherNumber.Length ? number.Length.CompareTo(otherNumber.Length) : string.CompareOrdinal(number, otherNumber);
    }
}
