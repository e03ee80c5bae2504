using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Printing;

/// <summary>Shows lists and records as RouterOS 3.x does. Lines end with a bare <c>\n</c>; no line has trailing blanks.</summary>
public static class Printer
{
    /// <summary>Prints the rows of a list.</summary>
    /// <returns>Which item each printed number stands for.</returns>
    public static IReadOnlyList<ItemId> Print(
        PrintForm form, MenuSchema schema, IEnumerable<Item> rows, PrintOptions options, IReferences config, TextWriter to)
    {
        var items = rows as IReadOnlyList<Item> ?? [.. rows];
        var sheet = new PrintSheet(schema, items, WithWidth(options), config);
        using (var buffer = new PrintBuffer(to))
        {
            switch (form)
            {
                case PrintForm.Brief when schema.IsPlainLines: LinesPrinter.Print(sheet, buffer); break;
                case PrintForm.Brief when !schema.IsDetailed: TablePrinter.Print(sheet, buffer); break;
                case PrintForm.Brief or PrintForm.Detail: DetailPrinter.Print(sheet, buffer); break;
                case PrintForm.Terse: TersePrinter.Print(sheet, buffer); break;
                default: RecordPrinter.PrintList(sheet, buffer); break;
            }
        }
        var ids = new ItemId[items.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = items[i].Id;
        return ids;
    }

    /// <summary>Prints one record with a property in each line, as menus with one record and monitoring commands do.</summary>
    public static void PrintRecord(
        IReadOnlyList<PropertySchema> properties, object record, PrintOptions options, IReferences config, TextWriter to)
    {
        using var buffer = new PrintBuffer(to);
        RecordPrinter.Print(options.Properties ?? properties, record, WithWidth(options), config, buffer);
    }

    private static PrintOptions WithWidth(PrintOptions options) => options.Width > 0 ? options : options with { Width = 80 };
}
