using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Printing;

/// <summary>What a print shows, as one text.</summary>
internal static class Printed
{
    public static string List<T>(PrintForm form, int width, params T[] rows) where T : Item => List(form, new PrintOptions { Width = width }, new SampleReferences(), rows);

    public static string List<T>(PrintForm form, PrintOptions options, IReferences config, params T[] rows) where T : Item
    {
        var text = new StringWriter();
        Printer.Print(form, new MenuSchema(typeof(T)), rows, options, config, text);
        return text.ToString();
    }

    public static string Record<T>(T record, int width = 80) where T : Settings
    {
        var text = new StringWriter();
        Printer.PrintRecord(new MenuSchema(typeof(T)).Properties, record, new PrintOptions { Width = width }, new SampleReferences(), text);
        return text.ToString();
    }

    public static MacAddress Mac(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new FormatException(text);
}
