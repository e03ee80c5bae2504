using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>Values separated by commas. A name may hold one itself: there it is written <c>\,</c>, and a backslash <c>\\</c>.</summary>
internal sealed class ListType<T>(ValueType<T> inner, string? unset) : ValueType<IReadOnlyList<T>>
{
    private const char Separator = ',', Escape = '\\';

    public override string Word => inner.Word + ", ...";

    public override bool IsText => inner.IsText;

    public override Problem? Parse(string text, in ValueContext context, out IReadOnlyList<T> value)
    {
        var list = new List<T>();
        value = list;
        if (text.Length == 0 || text == unset) return null;
        foreach (var part in Split(text))
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
            if (i > 0) to.Append(Separator);
            var start = to.Length;
            inner.Append(to, value[i], context);
            for (var at = to.Length - 1; at >= start; at--)
            {
                if (to[at] is Separator or Escape) to.Insert(at, Escape);
            }
        }
    }

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) => inner.Completions(context);

    private static IEnumerable<string> Split(string text)
    {
        if (!text.Contains(Escape)) return text.Split(Separator);
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == Separator)
            {
                parts.Add(part.ToString());
                part.Clear();
                continue;
            }
            if (text[at] == Escape && at + 1 < text.Length && text[at + 1] is Separator or Escape) at++;
            part.Append(text[at]);
        }
        parts.Add(part.ToString());
        return parts;
    }
}
