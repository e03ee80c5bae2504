using Appliance.Engine.Store;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Scheduling;

public sealed class SchedulerTests : IAsyncLifetime
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly TestFolders _folders = new();
    private readonly MemoryStore _store = new();
    private FakeTime _time = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(_store, _folders, new SystemPlugin(), _time);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task A_task_begins_when_it_was_typed_unless_it_says_otherwise()
    {
        (await _router.TypeAsync("/system scheduler add name=hourly interval=1h on-event=log-test\n/system scheduler print\n/system scheduler print detail")).ShouldBe(
            """
            [admin@MikroTik] > /system scheduler add name=hourly interval=1h on-event=log-test
            [admin@MikroTik] > /system scheduler print
            Flags: X - disabled
             #   NAME          ON-EVENT         START-DATE  START-TIME INTERVAL   RUN-COUNT
             0   hourly        log-test         jun/06/2008 14:47:23   1h         0
            [admin@MikroTik] > /system scheduler print detail
            Flags: X - disabled
             0   name="hourly" on-event=log-test start-date=jun/06/2008 start-time=14:47:23
                 interval=1h run-count=0 owner="admin"
                 policy=ftp,reboot,read,write,policy,test,winbox,password,sniff,sensitive
                 next-run=jun/06/2008 15:47:23

            """);
    }

    [Fact]
    public async Task A_task_runs_each_time_it_is_due()
    {
        await Type("/system logging add topics=script,debug\n/system scheduler add name=tick interval=10s on-event={:log info tick}");
        await Advance(9.9);
        Log().ShouldBeEmpty();
        await Advance(0.1);
        await Logged(1);
        await Ended(1);
        await Advance(10);
        await Logged(2);
        (await Type(":put [/system scheduler get tick run-count]")).ShouldEndWith("\n2\n");
        await Type("/system scheduler disable tick");
        await Advance(100);
        await Type("/system scheduler enable tick");
        (await Type(":put [/system scheduler get tick next-run]")).ShouldEndWith("\njun/06/2008 14:49:33\n");
        Log().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_task_runs_a_script_by_its_name()
    {
        await Type("/system script add name=job source={:log info \"the job\"}\n/system scheduler add interval=1m on-event=job");
        await Advance(60);
        await Logged(1);
        Log().ShouldBe(["script,info the job"]);
        (await Type(":put [/system script get job run-count]")).ShouldEndWith("\n1\n");
    }

    [Fact]
    public async Task A_task_without_an_interval_runs_once()
    {
        await Type("/system scheduler add name=once start-time=14:50:00 on-event={:log info once}");
        await Advance(200);
        await Logged(1);
        await Advance(100_000);
        Log().ShouldBe(["script,info once"]);
        (await Type("/system scheduler print terse")).ShouldNotContain("next-run");
    }

    [Fact]
    public async Task Tasks_of_the_same_time_run_in_the_order_of_the_list()
    {
        await Type(string.Join('\n', Enumerable.Range(0, 20).Select(i => $"/system scheduler add name=t{i} start-time=14:50:00 on-event={{:log info {i}}}")));
        await Advance(157);
        await Logged(20);
        Log().ShouldBe(Enumerable.Range(0, 20).Select(i => $"script,info {i}"));
    }

    [Fact]
    public async Task Startup_tasks_run_after_a_start_of_the_router_and_not_of_the_daemon()
    {
        await Type("/system scheduler add name=up start-time=startup on-event={:log info up}");
        await Advance(10);
        Log().ShouldBeEmpty();
        await RestartAsync();
        await Advance(10);
        Log().ShouldBeEmpty();
        _folders.Reboot();
        await RestartAsync();
        await Advance(2.9);
        Log().ShouldBeEmpty();
        await Advance(0.2);
        await Logged(1);
    }

    [Fact]
    public async Task What_was_due_while_the_router_was_off_is_not_made_up_for()
    {
        await Type("/system scheduler add name=tick interval=1m on-event={:log info tick}");
        await _router.DisposeAsync();
        _time = new FakeTime();
        _router = await TestRouter.StartAsync(_store, _folders, null, _time);
        _router.Machine.Advance(TimeSpan.FromSeconds(3 * 60 + 30));
        await _router.AttachAsync(new SystemPlugin());
        await Advance(29);
        Log().ShouldBeEmpty();
        await Advance(1);
        await Logged(1);
    }

    [Fact]
    public async Task Setting_the_clock_or_the_zone_plans_anew()
    {
        await Type("/system logging add topics=script,debug\n/system scheduler add name=night start-time=03:00:00 interval=1d on-event={:log info night}");
        (await Type(":put [/system scheduler get night next-run]")).ShouldEndWith("jun/07/2008 03:00:00\n");
        await Type("/system clock set date=jun/10/2008 time=02:59:50");
        await Advance(9);
        Log().ShouldBeEmpty();
        await Advance(1);
        await Logged(1);
        await Ended(1);
        await Type("/system clock set time-zone-name=Europe/Riga");
        (await Type(":put [/system scheduler get night next-run]")).ShouldEndWith("jun/11/2008 03:00:00\n");
        await Advance(21 * 3600 - 1);
        Log().Count.ShouldBe(1);
        await Advance(1);
        await Logged(2);
    }

    [Fact]
    public async Task A_task_that_still_runs_is_not_run_again()
    {
        await Type("/system scheduler add name=slow interval=10s on-event={:delay 1d}");
        await Advance(10);
        await Until(() => _router.Scripts.Jobs.Count == 1);
        await Advance(10);
        await Logged(1);
        Log().ShouldBe(["script,warning scheduled task slow still runs and is not run again"]);
        _router.Scripts.Jobs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_task_needs_the_policies_of_its_script()
    {
        await Type("/system script add name=job source={:log info job}\n/system scheduler add name=weak policy=read interval=10s on-event=job");
        await Advance(10);
        await Logged(1);
        Log().ShouldBe(["script,warning scheduled task weak may not run the script job"]);
    }

    [Fact]
    public async Task Tasks_and_what_they_run_end_with_the_plugin()
    {
        await Type("/system scheduler add name=slow interval=10s on-event={:delay 1d}");
        await Advance(10);
        await Until(() => _router.Scripts.Jobs.Count == 1);
        await _router.DetachAsync();
        _router.Scripts.Jobs.ShouldBeEmpty();
        await Advance(100);
        Log().ShouldBeEmpty();
    }

    private Task<string> Type(string lines) => _router.TypeAsync(lines);

    private List<string> Log() => [.. Lines().Where(line => !line.StartsWith("script,debug ", StringComparison.Ordinal))];

    private IEnumerable<string> Lines() => _router.Log.Lines.Where(line => line.StartsWith("script,", StringComparison.Ordinal));

    private Task Advance(double seconds)
    {
        _time.Advance(s_second * seconds);
        return Task.CompletedTask;
    }

    private Task Logged(int lines) => Until(() => Log().Count >= lines);

    private Task Ended(int runs) => Until(() => Lines().Count(line => line.EndsWith(" has ended", StringComparison.Ordinal)) >= runs);

    private async Task RestartAsync()
    {
        await _router.DisposeAsync();
        _time = new FakeTime();
        _router = await TestRouter.StartAsync(_store, _folders, new SystemPlugin(), _time);
    }

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        // Scripts run on threads of their own, which tell nobody when they have begun.
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
