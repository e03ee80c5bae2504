namespace Appliance.Console.Printing;

/// <summary><c>print detail</c>: all properties as <c>name=value</c>, wrapped at the terminal's edge and indented to the data column.</summary>
internal static class DetailPrinter
{
    public static void Print(PrintSheet sheet, PrintBuffer to)
    {
        // Even on a terminal of a few columns a line has room for something.
        var width = Math.Max(sheet.Options.Width, sheet.DataColumn + 8);
        sheet.AppendLegend(to);
        for (var i = 0; i < sheet.Items.Count; i++)
        {
            if (i > 0) to.EndLine();
            sheet.AppendNumber(to, i);
            sheet.AppendComment(to, sheet.Items[i]);
            var column = sheet.DataColumn;
            foreach (var property in sheet.Options.Properties ?? sheet.Schema.Properties)
            {
                if (property.IsLeftOut(sheet.Items[i])) continue;
                to.Cell.Clear().Append(property.Name).Append('=');
                DetailText.AppendQuoted(to.Cell, property, sheet.Items[i], sheet.Config);
                var text = to.Cell.ToString();
                column = property.IsScript && text.Contains('\n')
                    ? AppendLines(to, text.Insert(property.Name.Length + 1, "\n"), column, sheet.DataColumn, width)
                    : AppendWrapped(to, text, column, sheet.DataColumn, width);
            }
            to.EndLine();
        }
    }

    /// <returns>The column after the text.</returns>
    private static int AppendWrapped(PrintBuffer to, string text, int column, int indent, int width)
    {
        var rest = text.AsSpan();
        var length = TextWidth.Of(rest);
        if (column > indent)
        {
            if (column + 1 + length <= width)
            {
                to.Append(' ');
                column++;
            }
            else
            {
                column = NewLine(to, indent);
            }
        }
        // A value longer than a line is cut at the edge, wherever that is.
        while (length > width - column)
        {
            var (chars, columns) = TextWidth.Fit(rest, width - column);
            TextWidth.AppendVisible(to, rest[..chars]);
            rest = rest[chars..];
            length -= columns;
            column = NewLine(to, indent);
        }
        TextWidth.AppendVisible(to, rest);
        return column + length;
    }

    /// <summary>A script is easier to read as it was written.</summary>
    private static int AppendLines(PrintBuffer to, string text, int column, int indent, int width)
    {
        foreach (var line in text.Split('\n'))
        {
            if (column > indent) column = NewLine(to, indent);
            column = AppendWrapped(to, line.TrimEnd('\r'), column, indent, width);
        }
        return column;
    }

    private static int NewLine(PrintBuffer to, int indent)
    {
        to.EndLine();
        to.Blanks(indent);
        return indent;
    }
}
