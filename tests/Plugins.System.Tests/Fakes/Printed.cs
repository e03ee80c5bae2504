using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>What a print shows, as one text.</summary>
internal static class Printed
{
    public static string Rows<T>(IRows<T> rows, PrintForm form = PrintForm.Brief, int width = 132) where T : Item
    {
        var text = new StringWriter();
        Printer.Print(form, new MenuSchema(typeof(T)), rows.Read(new FakeScope()), new PrintOptions { Width = width }, null!, text);
        return text.ToString();
    }

    public static string Record(Settings record)
    {
        var text = new StringWriter();
        Printer.PrintRecord(new MenuSchema(record.GetType()).Properties, record, new PrintOptions { Width = 80 }, null!, text);
        return text.ToString();
    }
}
