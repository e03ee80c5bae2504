using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A value that may be unset, typed and printed as a word such as <c>none</c>; the word may be the empty text.</summary>
internal sealed class OptionalType<T>(ValueType<T> inner, string? unset) : ValueType<T?> where T : struct
{
    public override string Word => string.IsNullOrEmpty(unset) ? inner.Word : $"{unset} | {inner.Word}";

    public override int Width => inner.Width == 0 ? 0 : Math.Max(inner.Width, unset?.Length ?? 0);

    public override bool IsText => inner.IsText;

    public override string Kind => inner.Kind;

    public override Problem? Parse(string text, in ValueContext context, out T? value)
    {
        value = null;
        if (text == (context.Style == ValueStyle.Stored ? "" : unset ?? "")) return null;
        var problem = inner.Parse(text, context, out var given);
        if (problem is null) value = given;
        else if (text.Length > 0 && unset?.StartsWith(text, StringComparison.Ordinal) == true) return null;
        return problem;
    }

    public override void Append(StringBuilder to, T? value, in ValueContext context)
    {
        if (value is { } given) inner.Append(to, given, context);
        else if (context.Style != ValueStyle.Stored) to.Append(unset);
    }

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) =>
        (string.IsNullOrEmpty(unset) ? [] : new[] { (unset, "") }).Concat(inner.Completions(context));
}
