using System.Buffers;
using System.Globalization;
using System.Text;

namespace Appliance.Engine.Schema;

/// <summary>Values as they are typed in commands.</summary>
public static class ScriptText
{
    private const int LongestBare = 73;
    private static readonly SearchValues<char> s_bare = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.,:/@*+!<>");

    /// <summary>Writes a value bare where that can be read back, else in quotes.</summary>
    public static StringBuilder AppendValue(this StringBuilder to, string value)
    {
        if (value.Length is > 0 and <= LongestBare && !value.AsSpan().ContainsAnyExcept(s_bare)) return to.Append(value);
        to.Append('"');
        foreach (var one in value)
        {
            if (one is '"' or '\\' or '$' or '?') to.Append('\\').Append(one);
            else if (one == '\n') to.Append("\\n");
            else if (one == '\r') to.Append("\\r");
            else if (one == '\t') to.Append("\\t");
            else if (char.IsControl(one) && one < 0x80) to.Append('\\').Append(((int)one).ToString("X2", CultureInfo.InvariantCulture));
            else to.Append(one);
        }
        return to.Append('"');
    }
}
