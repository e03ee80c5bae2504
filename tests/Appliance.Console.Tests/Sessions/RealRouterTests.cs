using System.Diagnostics;
using Appliance.Console.Sessions;
using Appliance.Sdk.Access;

namespace Appliance.Console.Tests.Sessions;

/// <summary>Console and engine together.</summary>
public sealed class RealRouterTests
{
    [Theory]
    [InlineData("set 1 memory=1", ""), InlineData("set 1,*1,db weight=1 memory=5", ""), InlineData("enable [find]", ""), InlineData("comment db", "")]
    [InlineData("add name=ros1", "failure: already have item with such name"), InlineData("set 0 name=db", "failure: already have item with such name")]
    [InlineData("set 0 weight=0", "value of weight is out of range (1..65535)"), InlineData("set 0 memory=12x", "value of memory contains invalid trailing characters")]
    [InlineData("set 0 stop-time=x", "invalid time value for argument stop-time"), InlineData("remove *99", "no such item"), InlineData("set 0,nobody memory=1", "no such item")]
    [InlineData("interface add", "missing value(s) of argument(s) virtual-machine"), InlineData("interface add virtual-machine=ros", "ambiguous value of virtual-machine, more than one possible value matches input")]
    [InlineData("interface add virtual-machine=x", "input does not match any value of virtual-machine"), InlineData("interface add virtual-machine=db address=1.2", "")]
    [InlineData("interface add virtual-machine=db address=x", "invalid value of address, ip address required"), InlineData("/log add", "bad command name add (line 1 column 6)")]
    [InlineData("/log remove", "bad command name remove (line 1 column 6)"), InlineData("start 1", "started ros2"), InlineData("/ping", "missing value(s) of argument(s) address")]
    [InlineData("remove db; :put [:len [find]]", "2"), InlineData(":put [get 0]", ".id=*1;disabled=true;dynamic=false;invalid=false;kernel-cmdline=;memory=64;name=ros1;state=disabled;stop-time=00:00:30;weight=256")]
    [InlineData("set 0 disabled=maybe", "input does not match any value of disabled"), InlineData("add copy-from=db name=copy; :put [get copy memory]", "512")]
    [InlineData("/system identity set name=a; :put [/system identity get name]", "a"), InlineData("/rule add chain=b; /rule add chain=a place-before=0; :put [/rule get 0 chain]", "b")]
    public async Task Commands_do_or_say(string line, string printed)
    {
        await using var router = await SamplePlugin.RouterAsync();
        var typed = new Typed(router.OpenSession(new Login("admin"))) { Interactive = false };
        typed.Type("/xen", "add name=ros1 memory=64", "add name=ros2 memory=128", "add name=db memory=512").ShouldBe("");
        typed.Type(line).ShouldBe(printed.Length == 0 ? "" : printed + "\n");
    }

    [Fact]
    public async Task Nothing_changes_when_one_of_several_items_is_refused()
    {
        await using var router = await SamplePlugin.RouterAsync();
        var typed = new Typed(router.OpenSession(new Login("admin")));
        typed.Type("/xen", "add name=a memory=1", "add name=b memory=2", "set 0,1 name=c").ShouldBe("failure: already have item with such name\n");
        typed.Type("remove 0,*9", ":put [get a memory]").ShouldBe("no such item\n1\n");
    }

    [Fact]
    public async Task A_long_script_runs_fast_and_its_items_are_found_at_once()
    {
        await using var router = await SamplePlugin.RouterAsync();
        var lines = Enumerable.Range(0, 20_000).Select(i => $"add name=x{i} comment=\"number {i}\"").Prepend("/xen");
        var clock = Stopwatch.StartNew();
        var printed = new StringWriter();
        (await new ScriptRunner(router.OpenSession(new Login("admin")), new StringReader(string.Join('\n', lines)), printed, 80).RunAsync(CancellationToken.None)).ShouldBeTrue(printed.ToString());
        var added = clock.Elapsed;
        var typed = new Typed(router.OpenSession(new Login("admin")));
        clock.Restart();
        for (var i = 0; i < 1000; i++) typed.Type($":put [/xen find name=x{i * 19}]").ShouldStartWith("*");
        var found = clock.Elapsed;
        clock.Restart();
        typed.Type(":put [:len [/xen find where memory=64 and comment~\"^number .*7\\$\"]]").ShouldBe("2000\n");
        TestContext.Current.SendDiagnosticMessage($"20,000 added in {added.TotalMilliseconds} ms, 1,000 found in {found.TotalMilliseconds} ms, all searched in {clock.ElapsedMilliseconds} ms");
        found.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }
}
