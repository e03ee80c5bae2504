using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Scripts;

/// <summary>Scripts as an administrator writes and runs them.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly Login s_reader = new("reader", Policy.Read | Policy.Test);
    private static readonly Login s_writer = new("writer", Policy.Read | Policy.Write | Policy.Test);
    private readonly TestFolders _folders = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(new MemoryStore(), _folders);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task A_script_is_written_in_braces_run_and_counted() =>
        (await _router.TypeAsync(
            """
            /system script
            add name=hello source={:put "hello"; :log info "from hello"}
            run hello
            run 0
            print
            print detail
            /log print
            """)).ShouldBe(
            """
            [admin@MikroTik] > /system script
            [admin@MikroTik] /system script> add name=hello source={:put "hello"; :log info "from hello"}
            [admin@MikroTik] /system script> run hello
            hello
            [admin@MikroTik] /system script> run 0
            hello
            [admin@MikroTik] /system script> print
            Flags: I - invalid
             #   NAME                  OWNER                 LAST-STARTED         RUN-COUNT
             0   hello                 admin                 jun/06/2008 14:47:23 2
            [admin@MikroTik] /system script> print detail
            Flags: I - invalid
             0   name="hello" owner="admin"
                 policy=ftp,reboot,read,write,policy,test,winbox,password,sniff,sensitive
                 dont-require-permissions=no last-started=jun/06/2008 14:47:23 run-count=2
                 source=:put "hello"; :log info "from hello"
            [admin@MikroTik] /system script> /log print
            14:47:23 system,info router rebooted
            14:47:23 system,info item added by admin
            14:47:23 script,info from hello
            14:47:23 script,info from hello

            """);

    [Fact]
    public async Task A_script_of_several_lines_is_shown_as_it_was_written() =>
        (await _router.TypeAsync("/system script add name=two source=\"/system identity\\n  set name=core\"\n/system script print detail\n/system script run two")).ShouldEndWith(
            """
                 source=
                 /system identity
                   set name=core
            [admin@MikroTik] > /system script run two

            """);

    [Theory]
    [InlineData(":put 1\\n/system identity set name=\\\"\\\"", "failure: name is empty (line 2 column 18)")]
    [InlineData(":put 1\\n\\n  :nonsense", "bad command name nonsense (line 3 column 4)")]
    [InlineData(":if (true) do={\\n  :error \\\"enough\\\"\\n}", "enough (line 2 column 4)")]
    [InlineData(":put (1 +", "expected input value (line 1 column 10)")]
    public async Task What_goes_wrong_is_said_with_its_place(string source, string sentence) =>
        (await _router.TypeAsync($"/system script add name=bad source=\"{source}\"\n/system script run bad")).ShouldEndWith(sentence + "\n");

    [Fact]
    public async Task A_script_that_cannot_be_read_is_flagged() =>
        (await _router.TypeAsync("/system script add name=bad source=\":put (1 +\"\n/system script print terse")).ShouldContain(" 0 I name=bad ");

    [Fact]
    public async Task Who_runs_a_script_needs_its_policies()
    {
        await _router.TypeAsync("/system script add name=all source={:put 1}\n/system script add name=look policy=test,read source={:put 2}\n/system script add name=free dont-require-permissions=yes source={:put 3}");
        (await _router.TypeAsync("/system script run all", login: s_reader)).ShouldEndWith("\nnot enough permissions (9)\n");
        (await _router.TypeAsync("/system script run look", login: s_reader)).ShouldEndWith("\n2\n");
        (await _router.TypeAsync("/system script run free", login: s_reader)).ShouldEndWith("\n3\n");
        (await _router.TypeAsync(":put [/system script get look policy]")).ShouldEndWith("read,test\n");
    }

    [Fact]
    public async Task A_script_belongs_to_who_changed_what_it_does()
    {
        await _router.TypeAsync("/system script add name=s policy=read,write source={:put 1}");
        await _router.TypeAsync("/system script set s comment=mine owner=admin", login: s_writer);
        (await _router.TypeAsync(":put [/system script get s owner]")).ShouldEndWith("\nadmin\n");
        await _router.TypeAsync("/system script set s source={:put 2} owner=admin", login: s_writer);
        (await _router.TypeAsync(":put [/system script get s owner]")).ShouldEndWith("\nwriter\n");
        await _router.TypeAsync("/system script set s owner=admin");
        (await _router.TypeAsync(":put [/system script get s owner]")).ShouldEndWith("\nadmin\n");
    }

    [Fact]
    public async Task Global_variables_are_shared_by_the_user_s_scripts_and_sessions()
    {
        await _router.TypeAsync("/system script add name=count policy=read source={:global seen; :set seen ($seen + 1)}\n:global seen 5\n/system script run count");
        (await _router.TypeAsync("/system script environment print", 40)).ShouldBe(
            """
            [admin@MikroTik] > /system script environment print
             # NAME               VALUE
             0 seen               6

            """);
        (await _router.TypeAsync("/system script environment print count-only", login: s_reader)).ShouldEndWith("\n0\n");
        (await _router.TypeAsync("/system script environment remove seen\n/system script environment print count-only")).ShouldEndWith("\n0\n");
    }

    [Fact]
    public async Task A_script_that_never_ends_is_a_job_and_is_ended_by_removing_it()
    {
        await _router.TypeAsync("/system script add name=loop source={:while (true) do={}}\n:global job [:execute {/system script run loop}]");
        await Until(() => _router.Scripts.Jobs.Count == 2);
        (await _router.TypeAsync("/system script job print", 60)).ShouldBe(
            """
            [admin@MikroTik] > /system script job print
             # SCRIPT             OWNER             STARTED
             0 :execute           admin             jun/06/2008 14:47:23
             1 loop               admin             jun/06/2008 14:47:23

            """);
        await _router.TypeAsync("/system script job remove [find script=loop]");
        await Until(() => _router.Scripts.Jobs.Count == 0);
        await _router.TypeAsync(":global job [:execute {:while (true) do={}}]\n/system script job remove $job");
        await Until(() => _router.Scripts.Jobs.Count == 0);
    }

    [Fact]
    public async Task A_script_that_starts_itself_for_ever_meets_a_limit()
    {
        (await _router.TypeAsync("/system script add name=self source={/system script run self}\n/system script run self")).ShouldContain("runtime limit exceeded");
        _router.Scripts.Jobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_goes_wrong_where_nobody_watches_is_in_the_log()
    {
        await _router.TypeAsync(":execute \":put 1\\n:error broken\"");
        await Until(() => Errors().Any());
        Errors().ShouldBe(["script,error executing script :execute failed: broken (line 2 column 2)"]);
    }

    [Fact]
    public async Task Scripts_end_with_the_daemon()
    {
        await _router.TypeAsync(":execute {:delay 1d}");
        await _router.Scripts.DisposeAsync();
        _router.Scripts.Jobs.ShouldBeEmpty();
    }

    private IEnumerable<string> Errors() => _router.Log.Lines.Where(line => line.StartsWith("script,error", StringComparison.Ordinal));

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(s_limit);
        // A script runs on a thread of its own, which tells nobody when it has begun.
        while (!condition()) await Task.Delay(5, limit.Token);
    }
}
