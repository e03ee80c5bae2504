namespace Appliance.Console.Tests.Editing;

public sealed class PagerTests : IAsyncDisposable
{
    private readonly Person _person = new(40, 5);
    private readonly string _text = string.Concat(Enumerable.Range(1, 12).Select(i => $"line {i}\n"));

    private Screen Screen => _person.Screen;

    public ValueTask DisposeAsync() => _person.Terminal.DisposeAsync();

    private Task Page(string? text = null) =>
        _person.Terminal.RunAsync(ct => _person.Terminal.PageAsync(text ?? _text, ct).AsTask()).WaitAsync(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task A_text_that_fits_asks_nothing()
    {
        await Page("one\ntwo\n");
        Screen.Text.ShouldBe("one\ntwo");
    }

    [Fact]
    public async Task Blank_shows_the_next_page_down_the_next_line_and_up_the_one_before()
    {
        var paging = Page();
        await Screen.Shows("line 1\nline 2\nline 3\nline 4\n-- [Q quit|D dump|down]");
        _person.Types(" ");
        await Screen.Shows("line 5\nline 6\nline 7\nline 8\n-- [Q quit|D dump|up|down]");
        _person.Types("\u001b[B");
        await Screen.Shows("line 6\nline 7\nline 8\nline 9\n-- [Q quit|D dump|up|down]");
        _person.Types("\u001b[A");
        await Screen.Shows("line 5\nline 6\nline 7\nline 8\n-- [Q quit|D dump|up|down]");
        _person.Types("\r");
        await paging;
        Screen.Text.ShouldBe("line 9\nline 10\nline 11\nline 12");
    }

    [Fact]
    public async Task Q_leaves_out_the_rest()
    {
        _person.Types("q");
        await Page();
        Screen.Text.ShouldBe("line 1\nline 2\nline 3\nline 4");
    }

    [Fact]
    public async Task D_shows_all_the_rest()
    {
        _person.Types("D");
        await Page();
        Screen.Text.ShouldBe("line 9\nline 10\nline 11\nline 12");
    }

    [Fact]
    public async Task Lines_that_wrap_count_as_what_they_take()
    {
        _person.Types("q");
        await Page(new string('x', 100) + "\none\ntwo\n");
        Screen.Text.Split('\n')[^1].ShouldBe("one");
    }
}
