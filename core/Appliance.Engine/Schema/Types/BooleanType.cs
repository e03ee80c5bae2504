using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary><c>yes</c> and <c>no</c> at the console, <c>true</c> and <c>false</c> elsewhere; all four are read.</summary>
internal sealed class BooleanType : ValueType<bool>
{
    public override string Word => "yes | no";

    public override string Kind => "bool";

    public override int Width => 3;

    public override Problem? Parse(string text, in ValueContext context, out bool value)
    {
        value = text is "yes" or "true";
        return value || text is "no" or "false" ? null
            : text.Length > 0 && "yes".StartsWith(text, StringComparison.Ordinal) && (value = true) ? null
            : text.Length > 0 && "no".StartsWith(text, StringComparison.Ordinal) ? null
            : Problems.NoMatch(context.Property);
    }

    public override void Append(StringBuilder to, bool value, in ValueContext context) =>
        to.Append(context.Style is ValueStyle.Console or ValueStyle.Command ? value ? "yes" : "no" : value ? "true" : "false");

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) => [("no", ""), ("yes", "")];
}
