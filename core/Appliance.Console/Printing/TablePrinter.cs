using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>The plain <c>print</c>: legend, headings, a row for each item.</summary>
internal static class TablePrinter
{
    public static void Print(PrintSheet sheet, PrintBuffer to)
    {
        var properties = sheet.Options.Properties ?? sheet.Schema.BriefColumns;
        var columns = TableLayout.Columns(properties, sheet.DataColumn, sheet.Options.Width);
        sheet.AppendLegend(to);
        sheet.AppendHeading(to);
        foreach (var column in columns) AppendCell(to, column.Heading, column.Width);
        to.EndLine();
        for (var i = 0; i < sheet.Items.Count; i++)
        {
            var item = sheet.Items[i];
            sheet.AppendNumber(to, i);
            sheet.AppendComment(to, item);
            foreach (var column in columns)
            {
                to.Cell.Clear();
                column.Property.Append(to.Cell, item, sheet.Config, ValueStyle.Console);
                AppendCell(to, column.Width);
            }
            to.EndLine();
        }
    }

    private static void AppendCell(PrintBuffer to, int width)
    {
        // One chunk as long as a value is shorter than the scratch; a longer one is put together first.
        var chunks = to.Cell.GetChunks().GetEnumerator();
        if (to.Cell.Length == 0) to.Blanks(width + 1);
        else if (chunks.MoveNext() && chunks.Current.Length == to.Cell.Length) AppendCell(to, chunks.Current.Span, width);
        else AppendCell(to, to.Cell.ToString(), width);
    }

    private static void AppendCell(PrintBuffer to, ReadOnlySpan<char> text, int width)
    {
        var used = TextWidth.Of(text);
        if (used > width)
        {
            var dots = width > 3 ? "..." : "";
            (var chars, used) = TextWidth.Fit(text, width - dots.Length);
            TextWidth.AppendVisible(to, text[..chars]);
            to.Append(dots);
            used += dots.Length;
        }
        else
        {
            TextWidth.AppendVisible(to, text);
        }
        to.Blanks(width - used + 1);
    }
}
