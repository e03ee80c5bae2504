using System.Text;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>
/// Finds names that the kernel takes for those it does not. A name that is generated starts with a tilde, and the administrator's
/// stands in the link's alias; somebody else's alias on a link with an ordinary name means nothing here.
/// </summary>
internal static class KernelNames
{
    public const int LongestAlias = 255;
    private const char Mark = '~';
    private const int Longest = 15;

    /// <summary>Whether the kernel takes the name as it is.</summary>
    public static bool IsPlain(string name) =>
        name.Length is > 0 and <= Longest && name[0] != Mark && name is not ("." or ".." or "all" or "default")
        && name.All(letter => letter is > ' ' and < '\x7F' and not ('/' or ':' or '%'));

    /// <summary>The kernel's name for the administrator's; the same one every time as long as nobody else has it.</summary>
    public static string For(string name, Func<string, bool> isTaken)
    {
        if (IsPlain(name)) return name;
        // FNV-1a: unlike GetHashCode it is the same after a restart.
        var hash = Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (value, octet) => (value ^ octet) * 16777619u);
        while (isTaken($"{Mark}{hash:x8}")) hash++;
        return $"{Mark}{hash:x8}";
    }

    public static bool IsGenerated(string kernelName) => kernelName.Length == 9 && kernelName[0] == Mark;

    public static string AdministratorsName(string kernelName, string alias) => IsGenerated(kernelName) && alias.Length > 0 ? alias : kernelName;
}
