using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>Values separated by commas.</summary>
internal sealed class ListType<T>(ValueType<T> inner, string? unset) : ValueType<IReadOnlyList<T>>
{
    public override string Word => inner.Word + ", ...";

    public override bool IsText => inner.IsText;

    public override Problem? Parse(string text, in ValueContext context, out IReadOnlyList<T> value)
    {
        var list = new List<T>();
        value = list;
        if (text.Length == 0 || text == unset) return null;
        foreach (var part in text.Split(','))
        {
            if (inner.Parse(part, context, out var one) is { } problem) return problem;
            list.Add(one);
        }
        return null;
    }

    public override void Append(StringBuilder to, IReadOnlyList<T> value, in ValueContext context)
    {
        if (value.Count == 0 && context.Style != ValueStyle.Stored) to.Append(unset);
        for (var i = 0; i < value.Count; i++)
        {
            if (i > 0) to.Append(',');
            inner.Append(to, value[i], context);
        }
    }

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) => inner.Completions(context);
}
