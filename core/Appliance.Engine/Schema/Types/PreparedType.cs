using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A plugin's value that takes time to make of what is typed.</summary>
internal sealed class PreparedType<T> : ValueType<T> where T : IPreparedValue<T>
{
    public override string Word => T.Noun;

    public override int Width => T.Width;

    public override bool IsPrepared => true;

    public override string Prepare(string typed) => T.Prepare(typed);

    public override Problem? Parse(string text, in ValueContext context, out T value) =>
        T.TryParse(text, out value) ? null : Problems.Required(context.Property, T.Noun);

    public override void Append(StringBuilder to, T value, in ValueContext context) => to.Append(value.ToString());
}
