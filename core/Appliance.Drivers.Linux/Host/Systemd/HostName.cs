using System.Text;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary>A router's name as hostname1 wants it: a pretty name may be anything, the static one only what resolvers take.</summary>
internal readonly record struct HostName(string Static, string Pretty)
{
    private const int Longest = 64;

    public static HostName Of(string name)
    {
        var plain = Plain(name);
        return new(plain, plain == name ? "" : name);
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter)) plain.Append(letter);
            else if (letter == '.' && plain.Length > 0 && plain[^1] is not ('.' or '-')) plain.Append('.');
            else if (plain.Length > 0 && plain[^1] is not ('.' or '-')) plain.Append('-');
        }
        var cut = plain.ToString(0, Math.Min(plain.Length, Longest)).TrimEnd('-', '.');
        return cut.Length > 0 ? cut : "localhost";
    }
}
