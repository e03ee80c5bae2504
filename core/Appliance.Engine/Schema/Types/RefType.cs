using System.Text;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema.Types;

/// <summary>
/// A reference to an item: an exact name, else a unique prefix, else a number. What the target is called is looked up when
/// printed, so renames are followed; a target that was removed prints as <c>(unknown)</c>. What an export writes of references whose
/// target is not there is read again: see <see cref="ValueStyle.Command"/>.
/// </summary>
internal sealed class RefType<T>(string? unset) : ValueType<Ref<T>> where T : NamedItem
{
    public override string Word => unset is null ? "name" : $"{unset} | name";

    public override Problem? Parse(string text, in ValueContext context, out Ref<T> value)
    {
        value = default;
        if (context.Style == ValueStyle.Stored)
        {
            value = text.Length == 0 ? default : ItemId.TryParse(text, out var stored) ? new(stored) : new(default, text[1..]);
            return null;
        }
        if (text == unset) return null;
        if (context.Config.TryFind(typeof(T), text, out var id, out var dynamic))
        {
            value = dynamic ? new(default, text) : new(id);
            return null;
        }
        if (text is ['=', _, ..])
        {
            value = new(default, text[1..]);
            return null;
        }
        if (ItemId.TryParse(text, out var byNumber))
        {
            var name = context.Config.NameOf(typeof(T), byNumber);
            if (name is not null) value = byNumber.Value >= ItemId.FirstDynamic ? new(default, name) : new(byNumber);
            else if (byNumber.IsMissing) value = new(byNumber);
            if (!value.IsNone) return null;
        }
        var matches = 0;
        foreach (var candidate in context.Config.NamesOf(typeof(T)))
        {
            if (!candidate.Name.StartsWith(text, StringComparison.Ordinal)) continue;
            value = candidate.Dynamic ? new(default, candidate.Name) : new(candidate.Id);
            if (++matches > 1) break;
        }
        if (unset is not null && text.Length > 0 && unset.StartsWith(text, StringComparison.Ordinal))
        {
            matches++;
            value = default;
        }
        return matches switch { 1 => null, 0 => Problems.NoMatch(context.Property), _ => Problems.Ambiguous(context.Property) };
    }

    public override void Append(StringBuilder to, Ref<T> value, in ValueContext context)
    {
        if (context.Style == ValueStyle.Stored) to.Append(value.IsNone ? "" : value.Name is null ? value.Id.ToString() : "=" + value.Name);
        else if (value.IsNone) to.Append(unset ?? "");
        else if (value.Name is not null) to.Append(context.Style == ValueStyle.Command ? "=" : "").Append(value.Name);
        else to.Append(context.Config.NameOf(typeof(T), value.Id) ?? (context.Style == ValueStyle.Command ? value.Id.AsMissing.ToString() : "(unknown)"));
    }

    public override IEnumerable<(string Word, string Help)> Completions(ValueContext context) =>
        (unset is null ? [] : new[] { (unset, "") }).Concat(context.Config.NamesOf(typeof(T)).Select(name => (name.Name, "")));
}
