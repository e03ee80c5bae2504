using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Tests.Host.Logging;

public sealed class LogRuleTests
{
    private static readonly MemoryLog s_memory = new("memory", 1000);
    private static readonly EchoLog s_echo = new("echo");
    private readonly LogBook _book = new(() => new DateTime(2008, 6, 6, 14, 47, 23));

    [Fact]
    public void Without_rules_what_an_administrator_must_know_is_kept()
    {
        foreach (var topic in (string[])["debug", "info", "warning", "error", "error,critical"]) _book.Write($"system,{topic}", topic);
        Kept().ShouldBe(["info", "warning", "error", "error,critical"]);
        _book.Remembered.Select(line => line.Message).ShouldBe(["error,critical"]);
    }

    [Fact]
    public void A_rule_wants_all_its_topics_and_none_of_those_excluded()
    {
        Use(new LogRule(["system", "info"], ["account"], "", s_memory));
        _book.Write("system,info", "yes");
        _book.Write("system,info,account", "excluded");
        _book.Write("script,info", "other");
        Kept().ShouldBe(["yes"]);
        _book.Wants("system,info").ShouldBeTrue();
        _book.Wants("script,info").ShouldBeFalse();
    }

    [Fact]
    public void A_rule_without_topics_wants_everything()
    {
        Use(new LogRule([], [], "", s_memory));
        _book.Write("script,debug", "detail");
        Kept().ShouldBe(["detail"]);
    }

    [Fact]
    public void A_line_is_in_an_action_once_with_the_first_rule_s_prefix()
    {
        Use(new LogRule(["system"], [], "SYS", s_memory), new LogRule(["info"], [], "", s_memory), new LogRule(["info"], [], "on screen", s_echo));
        _book.Write("system,info", "one");
        Kept().ShouldBe(["SYS: one"]);
        _book.Remembered.Single().Message.ShouldBe("on screen: one");
    }

    [Fact]
    public void A_memory_is_bounded_and_may_keep_the_first_lines()
    {
        var (newest, first) = (new MemoryLog("newest", 3), new MemoryLog("first", 2, StopOnFull: true));
        _book.Use([new([], [], "", newest), new([], [], "", first)], [newest, first]);
        var heard = 0;
        _book.Written += _ => heard++;
        for (var i = 1; i <= 6; i++) _book.Write("system,info", $"{i}");
        // The list shows what any memory holds, each line once.
        Kept().ShouldBe(["1", "2", "4", "5", "6"]);
        heard.ShouldBe(6);
        _book.Use([], [newest with { Lines = 1 }]);
        Kept().ShouldBe(["6"]);
    }

    [Fact]
    public void What_a_memory_holds_stays_when_rules_change()
    {
        _book.Write("system,info", "before");
        Use();
        _book.Write("system,info", "nobody wants it");
        Kept().ShouldBe(["before"]);
        _book.UseDefaults();
        _book.Write("system,info", "after");
        Kept().ShouldBe(["before", "after"]);
    }

    [Fact]
    public void Who_logs_in_later_sees_only_what_is_remembered()
    {
        var shown = new List<string>();
        _book.Echoed += line => shown.Add(line.Message);
        var live = new EchoLog("live", Remember: false);
        _book.Use([new([], [], "", live)], [live]);
        _book.Write("system,info", "now");
        shown.ShouldBe(["now"]);
        _book.Remembered.ShouldBeEmpty();
        Kept().ShouldBeEmpty();
    }

    private void Use(params LogRule[] rules) => _book.Use(rules, [s_memory, s_echo]);

    private IEnumerable<string> Kept() => _book.Lines.Select(line => line.Message);
}
