using Appliance.Engine.Schema;

namespace Appliance.Console.Printing;

/// <summary><c>print terse</c>: a line for each item, for programs: no legend, no quotes, no wrapping.</summary>
internal static class TersePrinter
{
    public static void Print(PrintSheet sheet, PrintBuffer to)
    {
        for (var i = 0; i < sheet.Items.Count; i++)
        {
            var item = sheet.Items[i];
            sheet.AppendNumber(to, i);
            if (item.Comment.Length > 0)
            {
                to.Append("comment=");
                TextWidth.AppendVisible(to, item.Comment);
                to.Append(' ');
            }
            foreach (var property in sheet.Options.Properties ?? sheet.Schema.Properties)
            {
                if (property.IsLeftOut(item)) continue;
                to.Cell.Clear().Append(property.Name).Append('=');
                property.Append(to.Cell, item, sheet.Config, ValueStyle.Console);
                TextWidth.AppendVisible(to, to.Cell.ToString());
                to.Append(' ');
            }
            to.EndLine();
        }
    }
}
