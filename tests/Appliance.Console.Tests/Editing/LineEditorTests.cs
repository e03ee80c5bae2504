using Appliance.Console.Editing;

namespace Appliance.Console.Tests.Editing;

public sealed class LineEditorTests : IAsyncDisposable
{
    private readonly Person _person = new();
    private readonly LineHistory _history = new(line => !line.Contains("secret"));

    private Screen Screen => _person.Screen;

    public ValueTask DisposeAsync() => _person.Terminal.DisposeAsync();

    private async Task<LineResult> Typed(string keys, string prompt = "> ")
    {
        _person.Types(keys);
        return await new LineEditor(_person.Terminal, null, _history).ReadLineAsync(prompt).AsTask().WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData("print\r", "print")]
    [InlineData("prnt\u001b[D\u001b[Di\r", "print")]
    [InlineData("rint\u0001p\u0005!\r", "print!")]
    [InlineData("print x\u0002\u0002\u000b\r", "print")]
    [InlineData("xx print\u0001\u0006\u0006\u0006\u0015\r", "print")]
    [InlineData("prinnt\u001b[D\u001b[3~\u001b[D\b\u001b[Cnt\r", "prinnt")]
    [InlineData("ab\u0001\u0004\r", "b")]
    [InlineData("a網😀\u007f\u007fb\r", "ab")]
    [InlineData("e\u0301x\u0002\u007fy\r", "yx")]
    [InlineData("a\u001cb\r", "a\nb")]
    [InlineData("what?\r", "what?")]
    public async Task Keys_edit_the_line(string keys, string expected) => (await Typed(keys)).ShouldBe(new LineResult(LineEnd.Line, expected));

    [Fact]
    public async Task Bytes_may_come_one_by_one()
    {
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        foreach (var one in System.Text.Encoding.UTF8.GetBytes("pr網t\u001b[D\u001b[Din\r")) _person.Sends(one);
        (await line).Text.ShouldBe("prin網t");
        Screen.Text.ShouldBe("> prin網t");
    }

    [Fact]
    public async Task The_cursor_stands_where_the_next_character_goes()
    {
        var line = new LineEditor(_person.Terminal).ReadLineAsync("[admin@MikroTik] > ").AsTask();
        _person.Types("ip 網路 address");
        await Screen.LineIs("[admin@MikroTik] > ip 網路 address|");
        _person.Types("\u001b[D\u001b[D");
        await Screen.LineIs("[admin@MikroTik] > ip 網路 addre|ss");
        _person.Types("\u0001");
        await Screen.LineIs("[admin@MikroTik] > |ip 網路 address");
        _person.Types("\u0005\u0015x");
        await Screen.LineIs("[admin@MikroTik] > x|");
        _person.Types("\r");
        await line;
    }

    [Fact]
    public async Task Ctrl_c_drops_the_line_and_prints_nothing()
    {
        (await Typed("abc\u0003")).ShouldBe(new LineResult(LineEnd.Interrupted, ""));
        Screen.Text.ShouldBe("> abc");
        (Screen.Row, Screen.Column).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Ctrl_d_ends_the_session_on_an_empty_line_only()
    {
        (await Typed("a\u0004\u007f\u0004")).End.ShouldBe(LineEnd.EndOfInput);
    }

    [Fact]
    public async Task A_terminal_that_is_gone_ends_the_session()
    {
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        _person.Types("half a li");
        _person.HangsUp();
        (await line).End.ShouldBe(LineEnd.EndOfInput);
    }

    [Fact]
    public async Task A_pasted_text_is_read_line_by_line()
    {
        (await Typed("one\r\ntwo\nthree\r")).Text.ShouldBe("one");
        (await Typed("")).Text.ShouldBe("two");
        (await Typed("")).Text.ShouldBe("three");
        Screen.Text.ShouldBe("> one\n> two\n> three");
    }

    [Fact]
    public async Task A_very_long_line_may_be_pasted()
    {
        var text = string.Concat(Enumerable.Repeat("0123456789 網", 20_000));
        var pasting = Task.Run(() => _person.Types(text + "\r"));
        (await Typed("")).Text.ShouldBe(text);
        await pasting;
    }

    [Fact]
    public async Task The_history_gives_back_what_was_typed()
    {
        foreach (var line in new[] { "one", "two", "two", "set secret=x", "" }) _history.Add(line);
        _history.Lines.ShouldBe(["one", "two"]);
        (await Typed("thr\u0010\u0010\u001b[A\u000e\u000eee\r")).Text.ShouldBe("three");
        (await Typed("\u001b[A\u001b[Ax\r")).Text.ShouldBe("onex");
        (await Typed("\u001b[A!\u001b[A\u001b[B\r")).Text.ShouldBe("two!");
    }

    [Fact]
    public async Task A_line_longer_than_the_terminal_scrolls_in_its_row_and_is_shown_in_full_at_the_end()
    {
        var text = string.Concat(Enumerable.Range(0, 20).Select(i => $"word{i:00} "));
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        _person.Types(text);
        await Screen.Until(() => Screen.Line.EndsWith("word18 word19 |", StringComparison.Ordinal));
        Screen.Line.ShouldStartWith("> <");
        Screen.Line.Length.ShouldBeLessThanOrEqualTo(61);
        Screen.Text.ShouldNotContain("\n");
        _person.Types("\u0001");
        await Screen.Until(() => Screen.Line.StartsWith("> |word00 word01", StringComparison.Ordinal));
        Screen.Line.ShouldEndWith(">");
        _person.Types("\r");
        (await line).Text.ShouldBe(text);
        Screen.Text.Replace("\n", "").ShouldBe("> " + text.TrimEnd());
    }

    [Fact]
    public async Task Walking_through_a_long_line_always_shows_the_characters_around_the_cursor()
    {
        var text = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i:000}|"));
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        _person.Types(text.Replace('|', '網'));
        var expected = text.Replace('|', '網');
        for (var at = expected.Length - 1; at > 3; at--)
        {
            _person.Types("\u0002");
            var around = expected[(at - 1)..at] + "|" + expected[at..(at + 1)];
            await Screen.Until(() => Screen.Line.Contains(around, StringComparison.Ordinal));
        }
        _person.Types("\r");
        await line;
    }

    [Theory]
    [InlineData(30), InlineData(90), InlineData(12), InlineData(3)]
    public async Task A_window_of_another_size_shows_the_line_again(int width)
    {
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        _person.Types("interface bridge port add interface=ether1 bridge=bridge1");
        await Screen.Until(() => Screen.Line.EndsWith("bridge1|", StringComparison.Ordinal));
        _person.ResizesTo(width);
        _person.Types("X");
        await Screen.Until(() => Screen.Line.Contains("X|", StringComparison.Ordinal));
        Screen.Text.ShouldNotContain("\n");
        _person.Types("\r");
        (await line).Text.ShouldEndWith("bridge1X");
    }

    [Fact]
    public async Task Ctrl_l_clears_the_screen_and_keeps_the_line()
    {
        _person.Terminal.Out.Write("old\n");
        _person.Terminal.Out.Flush();
        (await Typed("ab\u000cc\r")).Text.ShouldBe("abc");
        Screen.Text.ShouldBe("> abc");
    }

    [Fact]
    public async Task A_message_appears_above_the_line_being_typed()
    {
        var line = new LineEditor(_person.Terminal).ReadLineAsync("> ").AsTask();
        _person.Types("hel");
        await Screen.LineIs("> hel|");
        _person.Terminal.Announce("17:20:06 echo: system,error,critical login failure");
        await Screen.Shows("login failure\n> hel");
        _person.Types("lo\r");
        (await line).Text.ShouldBe("hello");
        Screen.Text.ShouldBe("17:20:06 echo: system,error,critical login failure\n> hello");
    }

    [Fact]
    public async Task A_message_while_no_line_is_typed_is_shown_at_once()
    {
        _person.Terminal.Announce("router is going down");
        await Screen.Shows("router is going down");
        (await Typed("a\r")).Text.ShouldBe("a");
        Screen.Text.ShouldBe("router is going down\n> a");
    }

    [Fact]
    public async Task A_password_is_not_shown()
    {
        _person.Types("hunter2\u001b[D\r");
        (await _person.Terminal.AskSecretAsync("new password: ", CancellationToken.None)).ShouldBe("hunter2");
        Screen.Text.ShouldBe("new password:");
    }

    [Fact]
    public async Task A_question_on_a_line_of_its_own_is_answered_below()
    {
        _person.Types("y\r");
        (await _person.Terminal.AskAsync("Reboot, yes? [y/N]:\n", CancellationToken.None)).ShouldBe("y");
        Screen.Text.ShouldBe("Reboot, yes? [y/N]:\ny");
    }
}
