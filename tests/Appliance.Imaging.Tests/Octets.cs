namespace Appliance.Imaging.Tests;

internal static class Octets
{
    /// <summary>Content that nothing else looks like.</summary>
    public static byte[] Random(int length, int seed = 1)
    {
        var octets = new byte[length];
        new Random(seed).NextBytes(octets);
        return octets;
    }
}
