using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>A value with one textual form: addresses, file names, and the types that plugins bring.</summary>
internal sealed class ScalarType<T>(string noun, int width, bool isText, string kind, ScalarType<T>.Reader read, Func<IEnumerable<string>>? words = null)
    : ValueType<T> where T : notnull
{
    public delegate bool Reader(string text, out T value);

    public override string Word => noun;

    public override int Width => width;

    public override bool IsText => isText;

    public override string Kind => kind;

    public override Problem? Parse(string text, in ValueContext context, out T value)
    {
        if (read(text, out value)) return null;
        var matches = words?.Invoke().Where(word => word.StartsWith(text, StringComparison.Ordinal)).Take(2).ToList() ?? [];
        if (matches.Count == 1 && read(matches[0], out value)) return null;
        return matches.Count > 1 ? Problems.Ambiguous(context.Property)
            : words?.Invoke().Any() == true ? Problems.NoMatch(context.Property)
            : Problems.Required(context.Property, noun);
    }

    public override void Append(StringBuilder to, T value, in ValueContext context) => to.Append(value.ToString());

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) => words?.Invoke().Select(word => (word, "")) ?? [];
}
