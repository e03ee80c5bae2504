using Appliance.Console.Exporting;
using Appliance.Console.Tests.Sessions;
using Appliance.Engine.Commands;
using CsCheck;

namespace Appliance.Console.Tests.Exporting;

public sealed class CommandLinesTests
{
    [Fact]
    public void A_word_fills_a_line_to_its_77th_character() => Lines(80, ("add", null), ("a", X(69)), ("bb", "1"))
        .ShouldBe("add a=" + X(69) + " \\\n    bb=1\n");

    [Fact]
    public void A_word_that_ends_in_the_77th_character_stays_in_its_line() => Lines(80, ("add", null), ("a", X(66)), ("bb", "1"))
        .ShouldBe("add a=" + X(66) + " bb=1\n");

    [Fact]
    public void A_value_goes_below_its_name_where_the_name_alone_fits() => Lines(80, ("add", null), ("a", X(60)), ("only-one", "default"), ("c", "d"))
        .ShouldBe("add a=" + X(60) + " only-one=\\\n    default c=d\n");

    [Fact]
    public void A_long_string_is_cut_behind_the_78th_character() => Lines(80, ("set", null), ("[ find name=read ]", null), ("policy", Quoting.Value(X(100))), ("skin", "default"))
        .ShouldBe("set [ find name=read ] policy=\"" + X(47) + "\\\n    " + X(53) + "\" skin=default\n");

    [Fact]
    public void A_string_is_cut_before_each_line_end_that_it_holds() => Lines(80, ("add", null), ("source", Quoting.Value("one\ntwo\n\nthree")))
        .ShouldBe("add source=\"one\\\n    \\ntwo\\\n    \\n\\\n    \\nthree\"\n");

    [Fact]
    public void A_blank_at_the_start_of_a_line_is_written_so_that_it_is_seen() => Lines(80, ("add", null), ("a", Quoting.Value(X(71) + " b" + X(20))))
        .ShouldBe("add a=\"" + X(71) + "\\\n    \\_b" + X(20) + "\"\n");

    [Fact]
    public void An_escape_is_never_cut() => Lines(80, ("add", null), ("a", Quoting.Value(X(70) + "é" + X(20))))
        .ShouldBe("add a=\"" + X(70) + "\\\n    \\C3\\A9" + X(20) + "\"\n");

    [Fact]
    public void A_terse_line_is_broken_before_line_ends_in_strings_only() => Lines(int.MaxValue, ("/a", null), ("add", null), ("a", X(73)), ("b", Quoting.Value(X(100) + "\n!")))
        .ShouldBe("/a add a=" + X(73) + " b=\"" + X(100) + "\\\n    \\n!\"\n");

    [Fact]
    public void What_is_written_reads_the_same_at_every_width() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\0', '\x1f'], Gen.OneOf(Gen.Const('é'), Gen.Const('日'), Gen.Const(' '), Gen.Const('\n'))), 0, 200], Gen.String[Gen.Char['a', 'z'], 0, 90], Gen.Int[1, 120])
            .Sample((text, bare, width) =>
            {
                var lines = Lines(width, ("add", null), ("name", Quoting.Value(text)), ("kernel-cmdline", Quoting.Value(bare)), ("memory", "5"), ("comment", Quoting.Value(text)));
                lines.ShouldAllBe(letter => letter == '\n' || letter >= ' ' && letter <= '~');
                var typed = new Typed();
                typed.Type("/xen", lines[..^1]).ShouldBe("");
                var guest = (Guest)typed.Session.Router.Rows(typed.Session.Menu).Single();
                (guest.Name, guest.KernelCmdline, guest.Memory, guest.Comment).ShouldBe((text, bare, 5, text));
            }, iter: 3_000, threads: 1);

    private static string X(int count) => new('x', count);

    private static string Lines(int width, params (string Name, string? Value)[] words)
    {
        var text = new StringWriter();
        var lines = new CommandLines(text, width);
        lines.Command(words.Select(word => new CommandWord(word.Name, word.Value)));
        lines.Flush();
        return text.ToString();
    }
}
