using Appliance.Console.Completion;
using Appliance.Console.Tests.Exporting;
using Appliance.Console.Tests.Sessions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Completion;

public sealed class CompletionTests
{
    private readonly MemoryFiles _files = new();
    private readonly Typed _typed;

    public CompletionTests()
    {
        _typed = new Typed(new SampleRouter(), _files);
        _typed.Type("/xen add name=ros1", "/xen add name=ros2", "/xen add name=\"my guest\"", ":global counter 1");
    }

    private string Tab(string text)
    {
        var at = text.IndexOf('|');
        var cursor = at < 0 ? text.Length : at;
        text = text.Replace("|", "");
        var completion = new ConsoleCompleter(_typed.Session, () => "").Complete(text, cursor);
        return text[..completion.Start] + completion.Text + "|" + text[cursor..];
    }

    [Theory]
    [InlineData("/x", "/xen |")]
    [InlineData("/xen interface p", "/xen interface print |")]
    [InlineData("/xen int|", "/xen interface |")]
    [InlineData("/xen s", "/xen s|")]
    [InlineData(":to", ":to|")]
    [InlineData(":tot", ":totime |")]
    [InlineData("/xen en", "/xen enable |")]
    [InlineData(":pu", ":put |")]
    [InlineData(":put [/xen ge", ":put [/xen get |")]
    [InlineData("/xen pr| detail", "/xen print | detail")]
    public void Menus_and_commands(string text, string expected) => Tab(text).ShouldBe(expected);

    [Theory]
    [InlineData("/xen add mem", "/xen add memory=|")]
    [InlineData("/xen add kc", "/xen add kernel-cmdline=|")]
    [InlineData("/xen set 0 !mem", "/xen set 0 !memory |")]
    [InlineData("/xen print de", "/xen print detail |")]
    [InlineData("/xen print wh", "/xen print where |")]
    [InlineData("/xen print where mem", "/xen print where memory|")]
    [InlineData("/ping 1.1.1.1 co", "/ping 1.1.1.1 count=|")]
    [InlineData("/ping 1.1.1.1 on", "/ping 1.1.1.1 once |")]
    [InlineData("/xen add memory=64 mem", "/xen add memory=64 mem|")]
    public void Arguments(string text, string expected) => Tab(text).ShouldBe(expected);

    [Theory]
    [InlineData("/xen interface add virtual-machine=r", "/xen interface add virtual-machine=ros|")]
    [InlineData("/xen interface add virtual-machine=ros1", "/xen interface add virtual-machine=ros1 |")]
    [InlineData("/xen interface add virtual-machine=m", "/xen interface add virtual-machine=\"my guest\" |")]
    [InlineData("/xen interface add virtual-machine=\"my g", "/xen interface add virtual-machine=\"my guest\" |")]
    [InlineData("/xen set ros1,ros2", "/xen set ros1,ros2 |")]
    [InlineData("/xen set ros1,m", "/xen set \"ros1,my guest\" |")]
    [InlineData("/xen set \"ros1,m", "/xen set \"ros1,my guest\" |")]
    [InlineData("/xen add disabled=y", "/xen add disabled=yes |")]
    [InlineData("/xen start ros2", "/xen start ros2 |")]
    [InlineData("/xen get ros1 we", "/xen get ros1 weight |")]
    [InlineData(":put $co", ":put $counter|")]
    [InlineData("/xen add name=anything", "/xen add name=anything|")]
    public void Values(string text, string expected) => Tab(text).ShouldBe(expected);

    [Theory]
    [InlineData("/import mond", "/import monday.rsc |")]
    [InlineData("/import file-name=m", "/import file-name=m|")]
    [InlineData("/import file-name=my", "/import file-name=\"my way.rsc\" |")]
    [InlineData("/import file-name=mon", "/import file-name=mon|")]
    [InlineData("/import verbose=mon", "/import verbose=mon|")]
    public async Task Names_of_files(string text, string expected)
    {
        foreach (var name in (string[])["monday.rsc", "month.backup", "my way.rsc"]) await _files.WriteAsync(new FilePath(name), (_, _) => Task.CompletedTask, default);
        Tab(text).ShouldBe(expected);
    }

    [Fact]
    public async Task Names_of_files_are_not_told_to_who_may_not_read()
    {
        await _files.WriteAsync(new FilePath("monday.rsc"), (_, _) => Task.CompletedTask, default);
        var blind = new Typed(new SampleRouter { Login = new Login("blind", Policy.Write) }, _files);
        new ConsoleCompleter(blind.Session, () => "").Complete("/import mon", 11).Candidates.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/interface ve", "/interface virtual-ethernet |")]
    [InlineData("/itf", "/interface |")]
    [InlineData("/zzz", "/zzz|")]
    [InlineData("/xen qq", "/xen qq|")]
    public void Where_nothing_begins_so_initials_and_letters_in_order_count(string text, string expected) => Tab(text).ShouldBe(expected);

    [Fact]
    public void A_command_over_several_lines_is_completed_too()
    {
        var completion = new ConsoleCompleter(_typed.Session, () => "/xen {\n").Complete("ena", 3);
        (completion.Start, completion.Text).ShouldBe((0, "enable "));
    }

    [Fact]
    public void All_that_can_follow_is_listed() =>
        new ConsoleCompleter(_typed.Session, () => "").Complete("/xen set ro", 11).Candidates.ShouldBe(["ros1", "ros2"]);
}
