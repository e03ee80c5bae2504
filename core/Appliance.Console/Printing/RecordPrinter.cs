using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>A property in each line: <c>  memory-for-main: unlimited</c>.</summary>
internal static class RecordPrinter
{
    private const int Indent = 2;

    /// <summary><c>print value-list</c>: the items one after another with an empty line between them.</summary>
    public static void PrintList(PrintSheet sheet, PrintBuffer to)
    {
        var properties = sheet.Options.Properties ?? sheet.Schema.Properties;
        for (var i = 0; i < sheet.Items.Count; i++)
        {
            var item = sheet.Items[i];
            if (i > 0) to.EndLine();
            var names = NameWidth(properties, item, item.Comment.Length > 0 ? "comment".Length : 0);
            if (item.Comment.Length > 0) AppendLine(to, "comment", item.Comment, names, sheet.Options.Width);
            AppendProperties(properties, item, names, sheet.Options, sheet.Config, to);
        }
    }

    public static void Print(IReadOnlyList<PropertySchema> properties, object record, PrintOptions options, IReferences config, PrintBuffer to) =>
        AppendProperties(properties, record, NameWidth(properties, record, 0), options, config, to);

    private static int NameWidth(IReadOnlyList<PropertySchema> properties, object record, int least) =>
        properties.Where(property => !property.IsLeftOut(record)).Select(property => property.Name.Length).Append(least).Max();

    private static void AppendProperties(
        IReadOnlyList<PropertySchema> properties, object record, int names, PrintOptions options, IReferences config, PrintBuffer to)
    {
        foreach (var property in properties)
        {
            if (property.IsLeftOut(record)) continue;
            to.Cell.Clear();
            if (property.IsText) to.Cell.Append('"');
            property.Append(to.Cell, record, config, ValueStyle.Console);
            if (property.IsText) to.Cell.Append('"');
            AppendLine(to, property.Name, to.Cell.ToString(), names, options.Width);
        }
    }

    // A long value, and one with several lines, goes on below its first character.
    private static void AppendLine(PrintBuffer to, string name, string value, int names, int width)
    {
        var column = Indent + names + 2;
        var room = Math.Max(width - column, 8);
        to.Blanks(Indent + names - name.Length);
        to.Append(name);
        to.Append(": ");
        var first = true;
        foreach (var line in value.AsSpan().EnumerateLines())
        {
            var rest = line;
            do
            {
                if (!first) to.Blanks(column);
                first = false;
                var (chars, _) = TextWidth.Fit(rest, room);
                TextWidth.AppendVisible(to, rest[..chars]);
                to.EndLine();
                rest = rest[chars..];
            }
            while (!rest.IsEmpty);
        }
    }
}
