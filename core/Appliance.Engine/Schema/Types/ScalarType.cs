using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A value with one textual form: addresses, file names, and the types that plugins bring.</summary>
internal sealed class ScalarType<T>(string noun, int width, bool isText, string kind, ScalarType<T>.Reader read) : ValueType<T> where T : notnull
{
    public delegate bool Reader(string text, out T value);

    public override string Word => noun;

    public override int Width => width;

    public override bool IsText => isText;

    public override string Kind => kind;

    public override Problem? Parse(string text, in ValueContext context, out T value) =>
        read(text, out value) ? null : Problems.Required(context.Property, noun);

    public override void Append(StringBuilder to, T value, in ValueContext context) => to.Append(value.ToString());
}
