using System.Text;

namespace Appliance.Engine.Schema;

/// <summary>C# names to RouterOS's.</summary>
public static class Naming
{
    /// <summary><c>ConsoleTelnetPort</c> to <c>console-telnet-port</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && (!char.IsUpper(name[i - 1]) || i + 1 < name.Length && char.IsLower(name[i + 1]))) text.Append('-');
            text.Append(char.ToLowerInvariant(name[i]));
        }
        return text.ToString();
    }

    /// <summary><c>scheduled-for-disable</c> to <c>ScheduledForDisable</c>.</summary>
    public static string Pascal(string words) => string.Concat(words.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
