using System.Text;
using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>Texts of values in the detailed forms.</summary>
internal static class DetailText
{
    /// <summary>The value; text in quotes, with quotes and control characters inside escaped. Where there is none, the quotes show that.</summary>
    public static void AppendQuoted(StringBuilder to, PropertySchema property, object record, IReferences config)
    {
        // A script is shown as it was written.
        if (!property.IsText || property.IsScript)
        {
            var before = to.Length;
            property.Append(to, record, config, ValueStyle.Console);
            if (to.Length == before && !property.IsScript) to.Append("\"\"");
            return;
        }
        to.Append('"');
        var start = to.Length;
        property.Append(to, record, config, ValueStyle.Console);
        if (NeedsEscapes(to, start))
        {
            var plain = to.ToString(start, to.Length - start);
            to.Length = start;
            foreach (var one in plain) AppendEscaped(to, one);
        }
        to.Append('"');
    }

    private static bool NeedsEscapes(StringBuilder text, int start)
    {
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is '"' or '\\' || char.IsControl(text[i])) return true;
        }
        return false;
    }

    private static void AppendEscaped(StringBuilder to, char one)
    {
        if (one is '"' or '\\') to.Append('\\').Append(one);
        else if (one == '\n') to.Append("\\n");
        else if (one == '\r') to.Append("\\r");
        else if (one == '\t') to.Append("\\t");
        else if (char.IsControl(one)) to.Append('\\').Append(((int)one).ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        else to.Append(one);
    }
}
