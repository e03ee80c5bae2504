using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using static Appliance.Console.Tests.Printing.Printed;

namespace Appliance.Console.Tests.Printing;

public sealed class TableTests
{
    private static readonly SampleReferences s_names = new((1, "ether1"));

    private static IpAddress Address(string text, string comment = "", bool disabled = false, ItemKey? owner = null)
    {
        Ip4Prefix.TryParse(text, out var prefix).ShouldBeTrue();
        return new IpAddress
        {
            Address = prefix,
            Network = prefix.Network,
            Broadcast = prefix.Broadcast,
            Interface = new(new ItemId(1)),
            Comment = comment,
            Disabled = disabled,
            Owner = owner,
        };
    }

    [Fact]
    public void A_comment_takes_the_place_of_the_values_and_the_values_the_next_line() =>
        List(PrintForm.Brief, new PrintOptions { Width = 75 }, s_names,
            Address("1.2.3.6/30"), Address("192.167.1.5/27", "test ip1"), Address("192.168.1.53/24", owner: new("/x", new(1))), Address("192.167.1.99/27", "test ip2", true)).ShouldBe(
            """
            Flags: X - disabled, I - invalid, D - dynamic
             #   ADDRESS            NETWORK         BROADCAST       INTERFACE
             0   1.2.3.6/30         1.2.3.4         1.2.3.7         ether1
             1   ;;; test ip1
                 192.167.1.5/27     192.167.1.0     192.167.1.31    ether1
             2 D 192.168.1.53/24    192.168.1.0     192.168.1.255   ether1
             3 X ;;; test ip2
                 192.167.1.99/27    192.167.1.96    192.167.1.127   ether1

            """);

    [Fact]
    public void Further_lines_of_a_comment_start_at_the_margin() =>
        List(PrintForm.Brief, new PrintOptions(), s_names, Address("1.2.3.6/30", "first\nsecond")).ShouldContain(" 0   ;;; first\nsecond\n     1.2.3.6/30 ");

    [Fact]
    public void An_empty_list_shows_legend_and_headings() =>
        List<SampleVirtualEthernet>(PrintForm.Brief, 80).ShouldBe(
            "Flags: X - disabled, R - running\n #    NAME                                    MTU   ARP        MAC-ADDRESS\n");

    [Fact]
    public void Numbers_need_more_room_from_a_hundred_on()
    {
        var lines = List(PrintForm.Brief, 40, [.. Enumerable.Range(0, 101).Select(_ => new SampleFile { Name = "a" })]).Split('\n');
        lines[0].ShouldStartWith("  # NAME");
        lines[1].ShouldStartWith("  0 a");
        lines[101].ShouldStartWith("100 a");
    }

    [Fact]
    public void Ids_take_the_place_of_numbers_when_asked_for() =>
        List(PrintForm.Brief, new PrintOptions { ShowIds = true }, s_names, Address("1.2.3.6/30") with { Id = new(0x1A) }).Split('\n')[2]
            .ShouldStartWith("*1A   1.2.3.6/30");

    [Fact]
    public void A_value_that_is_too_long_ends_with_dots()
    {
        var line = List(PrintForm.Brief, 60, new SampleVirtualEthernet { Name = "a-very-long-name-of-an-interface" }).Split('\n')[2];
        line.ShouldBe(" 0    a-very-long-name... 1500  enabled    00:00:00:00:00:00");
        line.Length.ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public void Wide_characters_keep_the_columns_straight()
    {
        var lines = List(PrintForm.Brief, 60, new SampleVirtualEthernet { Name = "網路" }, new SampleVirtualEthernet { Name = "網路網路網路網路網路網路" }).Split('\n');
        lines[2].ShouldBe(" 0    網路                1500  enabled    00:00:00:00:00:00");
        lines[3].ShouldBe(" 1    網路網路網路網路... 1500  enabled    00:00:00:00:00:00");
    }

    [Fact]
    public void Control_characters_never_reach_the_terminal() =>
        List(PrintForm.Brief, 80, new SampleVirtualEthernet { Name = "a\u001b[2J", Comment = "b\u0007" }).ShouldNotContain("\u001b");

    [Theory]
    [InlineData(1), InlineData(5), InlineData(20), InlineData(33), InlineData(50)]
    public void A_narrow_terminal_cuts_instead_of_failing(int width)
    {
        var text = List(PrintForm.Brief, width, new SampleVirtualEthernet { Name = "a-very-long-name" });
        text.Split('\n')[2].Length.ShouldBeLessThanOrEqualTo(Math.Max(width, 10));
        text.ShouldContain("NAME");
    }

    [Fact]
    public void A_terminal_without_a_width_counts_as_80() => List(PrintForm.Brief, 0, new SampleFile()).ShouldBe(List(PrintForm.Brief, 80, new SampleFile()));

    [Fact]
    public void Chosen_properties_are_the_columns()
    {
        var schema = new MenuSchema(typeof(SampleFile));
        List(PrintForm.Brief, new PrintOptions { Width = 30, Properties = [schema.Property("size")!, schema.Property("name")!] }, s_names, new SampleFile { Name = "a", Size = 7 })
            .ShouldBe(" # SIZE       NAME\n 0 7          a\n");
    }

    [Fact]
    public void The_numbers_stand_for_the_printed_items() =>
        Printer.Print(PrintForm.Brief, new MenuSchema(typeof(IpAddress)), [Address("1.1.1.1/8") with { Id = new(7) }, Address("1.1.1.2/8") with { Id = new(3) }],
            new PrintOptions(), s_names, TextWriter.Null).ShouldBe([new ItemId(7), new ItemId(3)]);

    [Fact]
    public void Log_lines_have_no_table() =>
        List(PrintForm.Brief, 40, new SampleLogLine { Time = "12:52:24", Topics = ["script", "info"], Message = "hello from a script that says much" })
            .ShouldBe("12:52:24 script,info hello from a script that says much\n");
}
