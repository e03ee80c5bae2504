using Appliance.Console.Tests.Exporting;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;

namespace Appliance.Console.Tests.Importing;

public sealed class ImportTests
{
    private const string Loaded = "Opening script file x.rsc\nScript file loaded and executed successfully\n";

    [Theory]
    [InlineData("import x"), InlineData("import x.rsc"), InlineData("/import file-name=x"), InlineData(":import \"x\""), InlineData("import x verbose=no from-line=1")]
    public async Task A_file_is_run_from_the_root_on_and_the_menu_goes_on_from_line_to_line(string command)
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "\uFEFF# made elsewhere\r\n/interface tunnel\r\nadd name=\\\r\n    a \\\r\n    key=\"one\\\r\n    \\ntwo\"\r\n\r\nadd name=b\r\n/a route\r\nadd from=a\r\n";
        (await router.TypeAsync(command)).ShouldBe(Loaded);
        (await router.TypeAsync(":put [/interface tunnel get a key]; :put [/a route get 0 from]")).ShouldBe("one\ntwo\na\n");
    }

    [Fact]
    public async Task The_session_stays_in_its_menu_and_keeps_its_numbers()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "/interface tunnel\nadd name=b\nset 0 window=5";
        (await router.TypeAsync("/interface tunnel", "add name=c", "/group", "/import x", ":put [get 0 name]")).ShouldBe(Loaded + "read\n");
        (await router.TypeAsync(":put [/interface tunnel get c window]")).ShouldBe("5\n");
    }

    [Fact]
    public async Task Variables_go_on_from_line_to_line()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = ":local n 3\n:for i from=1 to=$n do={\n  /interface tunnel add name=\"t$i\"\n}\n:global g $n\n";
        (await router.TypeAsync("import x", ":put [:len [/interface tunnel find]]")).ShouldBe(Loaded + "3\n");
    }

    [Theory]
    [InlineData("/interface tunnel\nadd name=a\nadd name=b window=x\nadd name=c", "invalid value for argument window (line 3 column 1)", "a")]
    [InlineData("/interface tunnel\nadd name=a; add name=a\nadd name=c", "failure: already have interface with such name (line 2 column 13)", "a")]
    [InlineData("/interface tunnel add name=a\n/nowhere add\n", "bad command name nowhere (line 2 column 2)", "a")]
    [InlineData("/interface tunnel\nadd name=a\n/nowhere thing\nadd nome=b\n", "bad command name nowhere (line 3 column 2)", "")]
    [InlineData("/interface tunnel\nadd name=a\n\nadd name=\"b", "expected closing quote (line 4 column 12)", "")]
    [InlineData("/interface tunnel\nadd name=a\n  add nome=b\nadd name=c", "expected end of command (line 3 column 7)", "")]
    [InlineData("/interface tunnel add \\\n    name=a \\\n    nome=b", "expected end of command (line 3 column 5)", "")]
    [InlineData("/interface tunnel add name=a\n:error \"no more\"\n/interface tunnel add name=b", "no more (line 2 column 2)", "a")]
    [InlineData("/interface tunnel add name=a\n/interface tunnel\nset\n", "missing value(s) of argument(s) numbers (line 3 column 1)", "a")]
    public async Task A_mistake_ends_the_import_and_is_told_with_its_place_in_the_file(string text, string sentence, string added)
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = text;
        (await router.TypeAsync("import x")).ShouldBe($"Opening script file x.rsc\n{sentence}\n");
        (await router.TypeAsync(":foreach i in=[/interface tunnel find] do={:put [/interface tunnel get $i name]}")).ShouldBe(added.Length > 0 ? added + "\n" : "");
    }

    [Fact]
    public async Task A_verbose_import_shows_each_command_and_reads_it_when_it_is_its_turn()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "/interface tunnel\n\nadd \\\n    name=a\nadd nome=b\n";
        (await router.TypeAsync("import x verbose=yes")).ShouldBe("""
            Opening script file x.rsc
            #line 1
            /interface tunnel
            #line 3
            add \
                name=a
            expected end of command (line 5 column 5)

            """);
        (await router.TypeAsync(":put [:len [/interface tunnel find]]")).ShouldBe("1\n");
    }

    [Fact]
    public async Task An_import_goes_on_from_a_line_in_the_menu_that_it_stands_in()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "/interface tunnel\nadd name=a window=x nonsense\nadd name=b\n";
        (await router.TypeAsync("import x from-line=3", ":put [/interface tunnel get 0 name]")).ShouldBe(Loaded + "b\n");
        (await router.TypeAsync("import x from-line=0")).ShouldBe("value of from-line is out of range (1..2147483647)\n");
    }

    [Theory]
    [InlineData("import nothing", "failure: no such file"), InlineData("import \"\"", "failure: invalid file name"), InlineData("import ../x", "failure: invalid file name")]
    [InlineData("import", "missing value(s) of argument(s) file-name"), InlineData("import x verbose=perhaps", "input does not match any value of verbose")]
    public async Task What_is_no_file_is_refused(string command, string sentence)
    {
        await using var router = await ExportedRouter.StartAsync();
        (await router.TypeAsync(command)).ShouldBe(sentence + "\n");
    }

    [Fact]
    public async Task A_file_that_imports_itself_comes_to_an_end()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "import x";
        (await router.TypeAsync("import x")).ShouldEndWith("Opening script file x.rsc\nruntime limit exceeded (line 1 column 1)\n");
    }

    [Fact]
    public async Task Who_may_not_write_may_not_import()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "";
        router.LogIn(Policy.Read);
        (await router.TypeAsync("import x")).ShouldBe("not enough permissions (9)\n");
    }

    [Fact]
    public async Task A_disk_that_refuses_is_told_and_nothing_is_said_to_be_done()
    {
        var store = new MemoryStore();
        await using var router = await ExportedRouter.StartAsync(store);
        router.Files["x.rsc"] = "/interface tunnel\nadd name=a\nadd name=b\n";
        store.Failure = new IOException("no space left on device");
        (await router.TypeAsync("import x")).ShouldBe("Opening script file x.rsc\nfailure: no space left on device\n");
        store.Failure = null;
        (await router.TypeAsync(":put [:len [/interface tunnel find]]", "import x")).ShouldBe("0\n" + Loaded);
    }

    [Fact]
    public async Task Ten_thousand_lines_are_imported_and_exported_again()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files["x.rsc"] = "/interface tunnel\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"add name=t{i} window={i + 100}\n"));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        (await router.TypeAsync("import x")).ShouldBe(Loaded);
        var imported = clock.Elapsed;
        clock.Restart();
        (await router.ExportAsync("/interface tunnel export")).Count(letter => letter == '\n').ShouldBe(10_001);
        TestContext.Current.SendDiagnosticMessage($"10,000 lines imported in {imported.TotalMilliseconds} ms, exported in {clock.ElapsedMilliseconds} ms");
    }
}
