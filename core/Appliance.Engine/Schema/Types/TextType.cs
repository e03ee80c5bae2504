using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>Any text.</summary>
internal sealed class TextType : ValueType<string>
{
    public override string Word => "string";

    public override bool IsText => true;

    public override Problem? Parse(string text, in ValueContext context, out string value)
    {
        value = text;
        return null;
    }

    public override void Append(StringBuilder to, string value, in ValueContext context) => to.Append(value);
}
