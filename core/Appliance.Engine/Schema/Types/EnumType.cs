using System.Reflection;
using System.Text;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>One word of a fixed list; a unique prefix is enough.</summary>
internal sealed class EnumType<T> : ValueType<T> where T : struct, Enum
{
    private readonly (T Value, string Word, string Help)[] _members = [.. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field =>
        ((T)field.GetValue(null)!, field.GetCustomAttribute<NameAttribute>()?.Name ?? Naming.Kebab(field.Name), field.GetCustomAttribute<HelpAttribute>()?.Text ?? ""))];

    public override string Word => string.Join(" | ", _members.Select(member => member.Word));

    public override int Width => _members.Max(member => member.Word.Length);

    public override Problem? Parse(string text, in ValueContext context, out T value)
    {
        value = default;
        var matches = 0;
        foreach (var member in _members)
        {
            if (member.Word == text)
            {
                value = member.Value;
                return null;
            }
            if (!member.Word.StartsWith(text, StringComparison.Ordinal)) continue;
            value = member.Value;
            matches++;
        }
        return matches switch { 1 => null, 0 => Problems.NoMatch(context.Property), _ => Problems.Ambiguous(context.Property) };
    }

    public override void Append(StringBuilder to, T value, in ValueContext context)
    {
        foreach (var member in _members)
        {
            if (!EqualityComparer<T>.Default.Equals(member.Value, value)) continue;
            to.Append(member.Word);
            return;
        }
    }

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) => _members.Select(member => (member.Word, member.Help));
}
