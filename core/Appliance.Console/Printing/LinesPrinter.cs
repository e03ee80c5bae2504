using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary>A list that reads as plain lines, such as the log: the columns one blank apart, no headings, no numbers.</summary>
internal static class LinesPrinter
{
    public static void Print(PrintSheet sheet, PrintBuffer to)
    {
        var properties = sheet.Options.Properties ?? sheet.Schema.BriefColumns;
        foreach (var item in sheet.Items)
        {
            foreach (var property in properties)
            {
                to.Cell.Clear();
                property.Append(to.Cell, item, sheet.Config, ValueStyle.Console);
                if (to.Cell.Length == 0) continue;
                TextWidth.AppendVisible(to, to.Cell.ToString());
                to.Append(' ');
            }
            to.EndLine();
        }
    }
}
