using System.Diagnostics;
using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

/// <summary>Scripts without end and without measure: they are stopped, and the session goes on.</summary>
public sealed class LimitTests
{
    private readonly Typed _typed = new();

    [Theory]
    [InlineData("{ :local x abcdefgh; :while (true) do={ :set x \"$x$x\" } }", "failure: contents too long\n")]
    [InlineData("{ :local x abcdefgh; :while (true) do={ :set x ($x . $x) } }", "failure: contents too long\n")]
    [InlineData("{ :local x {1}; :while (true) do={ :set x ($x , $x) } }", "failure: contents too long\n")]
    [InlineData("{ :local x {1}; :while (true) do={ :set x {$x;$x} } }", "failure: contents too long\n")]
    [InlineData("{ :local x {1}; :while (true) do={ :set x {$x} } }", "failure: contents too long\n")]
    [InlineData("{ :local x 0123456789; :for i from=1 to=19 do={ :set x ($x . $x) }; :put ({$x;$x;$x} . $x) }", "failure: contents too long\n")]
    [InlineData("{ :local x; :for i from=1 to=100000000 do={ :set ($x->\"a long key $i $x\") $i } }", "failure: contents too long\n")]
    [InlineData(":global grow do={ :global grow; :local x \"$1$1\"; $grow $x }; $grow 0123456789", "failure: contents too long\n")]
    [InlineData(":global f do={ :global f; :local big \"$1 \"; :put [$f $big] }; { :local x 0123456789; :for i from=1 to=16 do={ :set x \"$x$x\" }; $f $x }", "runtime limit exceeded\n")]
    [InlineData(":global f do={ :global f; :return (\"$1 \" . [$f $1]) }; { :local x 0123456789; :for i from=1 to=16 do={ :set x \"$x$x\" }; :put [$f $x] }", "runtime limit exceeded\n")]
    public void What_grows_without_end_is_stopped(string line, string printed)
    {
        var before = GC.GetTotalAllocatedBytes();
        _typed.Type(line).ShouldBe(printed);
        _typed.Type(":put next").ShouldBe("next\n");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(2_000_000_000);
    }

    [Fact]
    public void Global_variables_have_a_limit_together()
    {
        _typed.Type(":global big 0123456789; :for i from=1 to=16 do={ :set big \"$big$big\" }");
        var lines = Enumerable.Range(0, 100).Select(i => _typed.Type($":global v{i} \"$big {i}\"")).ToList();
        lines.Count(printed => printed == "runtime limit exceeded\n").ShouldBeInRange(40, 99);
        // What is forgotten makes room again.
        _typed.Type(":set big", ":global small \"still here\"", ":put $small").ShouldBe("still here\n");
    }

    [Fact]
    public void Sums_and_brackets_that_nest_without_end_do_not_take_the_router_down()
    {
        foreach (var deep in new[]
        {
            ":put (" + string.Join('+', Enumerable.Repeat("1", 100_000)) + ")",
            ":put (" + string.Join('.', Enumerable.Repeat("1", 100_000)) + ")",
            ":put (" + new string('!', 100_000) + "true)",
            ":put " + new string('(', 100_000) + "1" + new string(')', 100_000),
            ":put " + string.Concat(Enumerable.Repeat("[:put ", 50_000)) + "1" + new string(']', 50_000),
            string.Concat(Enumerable.Repeat(":do {", 100_000)) + new string('}', 100_000),
            ":put {" + string.Concat(Enumerable.Repeat("{", 100_000)) + new string('}', 100_000) + "}",
        })
        {
            _typed.Type(deep).Split('\n')[0].Length.ShouldBeLessThan(200_001, deep[..20]);
            _typed.Type(":put next").ShouldBe("next\n");
        }
    }

    [Fact]
    public void A_command_has_a_longest_length_and_the_session_ends_there()
    {
        _typed.Type(":put \"" + new string('x', 1_000_000)).ShouldBe("failure: command is too long\n");
        _typed.Outcome.Quit.ShouldBeTrue();
    }

    [Theory]
    [InlineData(":while (true) do={}")]
    [InlineData(":do {} while=(true)")]
    [InlineData(":for i from=1 to=9000000000000000000 do={}")]
    [InlineData(":for i from=1 to=1000000 do={ :for j from=1 to=1000000 do={ :put 1 } }")]
    [InlineData(":while (true) do={ :do { :error again } on-error={} }")]
    [InlineData(":global f do={ :global f; :do { $f } on-error={ $f } }; $f")]
    [InlineData(":delay 1h")]
    [InlineData("/xen print interval=1")]
    [InlineData("/xen find where (\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" ~ \"^(a+)+\\$\") = [:while (true) do={}]")]
    public async Task Ctrl_C_ends_what_takes_for_ever(string line)
    {
        _typed.Type("/xen add name=a");
        var running = Task.Run(() => _typed.Type(line));
        // Long enough for the command to be under way.
        await Task.Delay(200);
        running.IsCompleted.ShouldBeFalse();
        await _typed.Stop.CancelAsync();
        // A minute, for a busy machine; what cannot be stopped takes for ever.
        await running.WaitAsync(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_regular_expression_that_explodes_is_given_up()
    {
        var clock = Stopwatch.StartNew();
        _typed.Type(":put (\"" + new string('a', 60) + "!\" ~ \"^(a+)+\\$\")").ShouldBe("runtime limit exceeded\n");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Scripts_that_never_wait_leave_threads_to_others()
    {
        using var stop = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => Task.Run(async () => await new Typed().Session.ExecuteAsync(":while (true) do={}", stop.Token))).ToList();
        for (var i = 0; i < 20; i++) await Task.Run(() => { }).WaitAsync(TimeSpan.FromMinutes(1));
        busy.ShouldAllBe(script => !script.IsCompleted);
        await stop.CancelAsync();
        await Task.WhenAll(busy).WaitAsync(TimeSpan.FromMinutes(1));
    }
}
