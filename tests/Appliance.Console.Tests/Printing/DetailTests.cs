using Appliance.Console.Printing;
using Appliance.Sdk.Values;
using static Appliance.Console.Tests.Printing.Printed;

namespace Appliance.Console.Tests.Printing;

public sealed class DetailTests
{
    private static readonly SampleMachine s_machine = new() { Name = "a" };

    [Fact]
    public void Entries_are_separated_by_an_empty_line_and_nothing_follows_the_last() =>
        List(PrintForm.Detail, 200, s_machine, s_machine with { Name = "b", Comment = "two" }).ShouldBe(
            """
            Flags: X - disabled
             0   name="a" disk=hda disk-image="" initrd="" kernel="" kernel-cmdline="" cpu-count=1 memory=64 weight=256 state=disabled

             1   ;;; two
                 name="b" disk=hda disk-image="" initrd="" kernel="" kernel-cmdline="" cpu-count=1 memory=64 weight=256 state=disabled

            """);

    [Fact]
    public void Quotes_and_control_characters_in_text_are_escaped() =>
        List(PrintForm.Detail, 200, s_machine with { KernelCmdline = "a \"b\" \\ \n\u001b" }).ShouldContain("""kernel-cmdline="a \"b\" \\ \n\1B" cpu-count""");

    [Fact]
    public void A_value_longer_than_a_line_is_cut_at_the_edge()
    {
        var lines = List(PrintForm.Detail, 40, s_machine with { KernelCmdline = new string('x', 60) }).Split('\n');
        lines.ShouldAllBe(line => line.Length <= 40);
        lines.ShouldContain("     kernel-cmdline=\"" + new string('x', 19));
        lines.ShouldContain("     " + new string('x', 35));
        lines.ShouldContain("     xxxxxx\" cpu-count=1 memory=64");
    }

    [Theory]
    [InlineData(1), InlineData(6), InlineData(12)]
    public void Even_the_narrowest_terminal_gets_everything(int width) =>
        List(PrintForm.Detail, width, s_machine).Replace("\n", "").Replace(" ", "").ShouldEndWith("state=disabled");

    [Fact]
    public void Terse_is_one_line_without_quotes() =>
        List(PrintForm.Terse, 40, s_machine with { Disabled = true, Comment = "this is a comment" }, s_machine).ShouldBe(
            """
             0 X comment=this is a comment name=a disk=hda disk-image= initrd= kernel= kernel-cmdline= cpu-count=1 memory=64 weight=256 state=disabled
             1   name=a disk=hda disk-image= initrd= kernel= kernel-cmdline= cpu-count=1 memory=64 weight=256 state=disabled

            """);

    [Fact]
    public void A_value_list_has_one_property_in_a_line() =>
        List(PrintForm.ValueList, 80, new SampleFile { Name = "a", Comment = "c" }, new SampleFile { Name = "b", Type = "file" }).ShouldBe(
            """
                    comment: c
                       name: "a"
                       type: ""
                       size: 0
              creation-time: jan/01/0001 00:00:00

                       name: "b"
                       type: "file"
                       size: 0
              creation-time: jan/01/0001 00:00:00

            """);

    [Fact]
    public void Long_and_multi_line_values_of_a_record_go_on_below_their_beginning() =>
        Record(new SampleResource { BoardName = "0123456789abcdef\nx" }, 40).ShouldEndWith("               board-name: \"0123456789ab\n                           cdef\n                           x\"\n");
}
