using System.Diagnostics;
using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Printing;

public sealed class ManyRowsTests(ITestOutputHelper output)
{
    [Fact]
    public void A_hundred_thousand_rows_come_out_complete()
    {
        var rows = new IpAddress[100_000];
        for (uint i = 0; i < rows.Length; i++)
        {
            var prefix = new Ip4Prefix(new Ip4(0x0A000000 + i), 24);
            rows[i] = new IpAddress { Id = new(i + 1), Address = prefix, Network = prefix.Network, Broadcast = prefix.Broadcast, Interface = new(new(1)) };
        }
        var schema = new MenuSchema(typeof(IpAddress));
        var names = new SampleReferences((1, "ether1"));
        var lines = new LineCounter();
        foreach (var form in Enum.GetValues<PrintForm>())
        {
            lines.Count = 0;
            Printer.Print(form, schema, rows.Take(1000).ToArray(), new PrintOptions(), names, TextWriter.Null);
            var watch = Stopwatch.StartNew();
            Printer.Print(form, schema, rows, new PrintOptions(), names, lines);
            output.WriteLine($"{form}: {watch.ElapsedMilliseconds} ms");
            lines.Count.ShouldBeGreaterThanOrEqualTo(rows.Length);
        }
    }

    private sealed class LineCounter : TextWriter
    {
        public int Count { get; set; }

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char[] buffer, int index, int count) => Count += buffer.AsSpan(index, count).Count('\n');
    }
}
