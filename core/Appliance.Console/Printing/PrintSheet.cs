using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Printing;

/// <summary>One print of a list: what all forms have in common, the legend, the numbers and the flags.</summary>
internal sealed class PrintSheet
{
    private const int LongestLegend = 90;

    private readonly int _numberWidth;

    public PrintSheet(MenuSchema schema, IReadOnlyList<Item> items, PrintOptions options, IReferences config)
    {
        (Schema, Items, Options, Config) = (schema, items, options, config);
        _numberWidth = !schema.Attribute.Numbered && !options.ShowIds ? 0
            : Math.Max(2, options.ShowIds ? items.Select(item => item.Id.ToString().Length).DefaultIfEmpty().Max() : TextWidth.Digits(options.First + items.Count - 1));
        DataColumn = (_numberWidth > 0 ? _numberWidth + 1 : 0) + (schema.FlagGroups.Count > 0 ? schema.FlagGroups.Count + 1 : 0);
    }

    public MenuSchema Schema { get; }
    public IReadOnlyList<Item> Items { get; }
    public PrintOptions Options { get; }
    public IReferences Config { get; }

    /// <summary>Where the properties start, counted from 0.</summary>
    public int DataColumn { get; }

    /// <summary><c>Flags: X - disabled, R - running</c>; nothing for a menu without flags.</summary>
    public void AppendLegend(PrintBuffer to)
    {
        if (Schema.FlagGroups.Count == 0) return;
        to.Append("Flags: ");
        var length = 0;
        foreach (var group in Schema.FlagGroups)
        {
            var words = string.Join(", ", group.Select(flag => $"{flag.Letter} - {flag.Word}"));
            if (length > 0)
            {
                to.Append(',');
                // So /ip route's legend takes three lines, at every width.
                var fits = length + words.Length <= LongestLegend;
                if (fits) to.Append(' ');
                else to.EndLine();
                if (!fits) length = 0;
            }
            to.Append(words);
            length += words.Length;
        }
        to.EndLine();
    }

    /// <summary>The line's start up to the data column, with <c>#</c> in place of a number.</summary>
    public void AppendHeading(PrintBuffer to)
    {
        if (_numberWidth > 0)
        {
            to.Blanks(_numberWidth - 1);
            to.Append('#');
        }
        to.Blanks(DataColumn - _numberWidth);
    }

    /// <summary>Number and flags of an item, up to the data column.</summary>
    public void AppendNumber(PrintBuffer to, int index)
    {
        var item = Items[index];
        if (Options.ShowIds)
        {
            var id = item.Id.ToString();
            to.Blanks(_numberWidth - id.Length);
            to.Append(id);
        }
        else if (_numberWidth > 0)
        {
            to.Number((uint)(Options.First + index), _numberWidth);
        }
        if (_numberWidth > 0) to.Append(' ');
        if (Schema.FlagGroups.Count == 0) return;
        foreach (var group in Schema.FlagGroups) to.Append(Letter(group, item));
        to.Append(' ');
    }

    /// <summary><c>;;; text</c> where the data would start, and the data's line begun; further lines of the comment start at the margin.</summary>
    public void AppendComment(PrintBuffer to, Item item)
    {
        if (item.Comment.Length == 0) return;
        to.Append(";;; ");
        foreach (var line in item.Comment.AsSpan().EnumerateLines())
        {
            TextWidth.AppendVisible(to, line);
            to.EndLine();
        }
        to.Blanks(DataColumn);
    }

    private static char Letter(IReadOnlyList<FlagSchema> group, Item item)
    {
        for (var i = 0; i < group.Count; i++)
        {
            if (group[i].IsSet(item)) return group[i].Letter;
        }
        return ' ';
    }
}
