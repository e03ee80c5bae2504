using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Exporting;

public sealed class ExportTests
{
    private const string CardsAsTheyCame = """
        /interface card
        set [ find default-name=card1 ] address=00:00:00:00:00:01 name=card1
        set [ find default-name=card2 ] address=00:00:00:00:00:02 name=card2

        """;

    [Fact]
    public async Task An_empty_router_has_its_cards_only()
    {
        await using var router = await ExportedRouter.StartAsync();
        (await router.ExportAsync()).ShouldBe(CardsAsTheyCame);
        (await router.ExportAsync("/export compact")).ShouldBe(CardsAsTheyCame);
        (await router.ExportAsync("/group export")).ShouldBe("");
    }

    [Fact]
    public async Task Every_property_is_in_a_verbose_export()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface tunnel add over=card1 key=secret seen=3", "/a route add gateway=tunnel1 comment=\"first one\"", "/options set time=auto once=5");
        (await router.ExportAsync("/export verbose")).ShouldBe("""
            /interface card
            set [ find default-name=card1 ] address=00:00:00:00:00:01 disabled=no mtu=\
                1500 name=card1
            set [ find default-name=card2 ] address=00:00:00:00:00:02 disabled=no mtu=\
                1500 name=card2
            /interface tunnel
            add disabled=no key=secret mtu=1500 name=tunnel1 over=card1 window=64
            /a route
            add comment="first one" disabled=no from=any gateway=tunnel1 marks=""
            /options
            set text=plain time=auto
            /topic
            set [ find lines=100 topic=info ] disabled=no lines=100 topic=info
            set [ find lines=50 topic=error ] disabled=no lines=50 topic=error
            /group
            set [ find name=read ] name=read policy=read
            set [ find name=full ] name=full policy="read,write"
            /member
            set [ find name=admin ] disabled=no group=full name=admin

            """.Replace("\"read,write\"", "read,write"));
    }

    [Fact]
    public async Task A_compact_export_has_what_differs_and_a_terse_one_its_path_in_every_line()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface tunnel add name=\"to \\\"town\\\"\" window=65 disabled=yes", "/options set text=\"\"");
        (await router.ExportAsync()).ShouldBe(CardsAsTheyCame + """
            /interface tunnel
            add disabled=yes name="to \"town\"" window=65
            /options
            set text=""

            """);
        (await router.ExportAsync("/interface export terse")).ShouldBe("""
            /interface card set [ find default-name=card1 ] address=00:00:00:00:00:01 name=card1
            /interface card set [ find default-name=card2 ] address=00:00:00:00:00:02 name=card2
            /interface tunnel add disabled=yes name="to \"town\"" window=65

            """);
    }

    [Fact]
    public async Task A_menu_is_exported_with_all_below_it()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface tunnel add name=x");
        (await router.ExportAsync("/interface tunnel export")).ShouldBe("/interface tunnel\nadd name=x\n");
        (await router.ExportAsync("/interface export")).ShouldBe(CardsAsTheyCame + "/interface tunnel\nadd name=x\n");
        (await router.TypeAsync("/interface", "tunnel export")).ShouldBe(ExportedRouter.Header + "/interface tunnel\nadd name=x\n");
    }

    [Fact]
    public async Task Cards_that_swapped_their_names_make_room_for_each_other()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface card set card1 name=x", "/interface card set card2 name=card1", "/interface card set x name=card2", "/interface tunnel add name=card1-renamed");
        (await router.ExportAsync()).ShouldBe("""
            /interface card
            set [ find default-name=card2 ] name=card2-renamed
            set [ find default-name=card1 ] name=card1-renamed
            set [ find default-name=card1 ] address=00:00:00:00:00:01 name=card2
            set [ find default-name=card2 ] address=00:00:00:00:00:02 name=card1
            /interface tunnel
            add name=card1-renamed

            """);
    }

    [Fact]
    public async Task What_refers_to_something_comes_later_and_a_circle_is_closed_at_its_end()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/circle two add name=a", "/circle one add name=\"b b\" other=a", "/circle two set a other=\"b b\"");
        await router.TypeAsync("/interface tunnel add name=t1", "/interface tunnel add name=t2 over=t1", "/interface tunnel add name=t3", "/interface tunnel set t1 over=t3");
        (await router.ExportAsync())[CardsAsTheyCame.Length..].ShouldBe("""
            /interface tunnel
            add name=t1
            add name=t2 over=t1
            add name=t3
            set [ find name=t1 ] over=t3
            /circle one
            add name="b b" other=*C0000001
            /circle two
            add name=a other="b b"
            /circle one
            set [ find name="b b" ] other=a

            """);
    }

    [Fact]
    public async Task References_without_a_target_stay_what_they_are()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface tunnel add name=gone", "/interface tunnel add name=any", "/a route add from=gone", "/a route add from=[/interface find name=any]", "/a route add from=\"=vif1\"", "/a route add gateway=gone marks=x,y", "/interface tunnel remove gone");
        (await router.TypeAsync("/a route print detail")).ShouldContain("(unknown)");
        (await router.ExportAsync("/a export")).ShouldBe("""
            /a route
            add from=*C0000003
            add from=[ /interface find name=any ]
            add from="=vif1"
            # input does not match any value of gateway
            # add gateway=gone marks=x,y

            """);
    }

    [Fact]
    public async Task What_every_router_has_is_changed_and_not_added_again()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/group set read policy=\"read,test\" comment=ours", "/group set full name=all", "/member add name=joe group=read password=x", "/topic set [find topic=info] lines=5", "/topic add topic=debug");
        (await router.ExportAsync())[CardsAsTheyCame.Length..].ShouldBe("""
            /group
            add name=all policy=read,write
            /member
            # password is not exported
            add group=read name=joe
            /topic
            remove [ find lines=100 topic=info ]
            add lines=5 topic=info
            add topic=debug
            /group
            set [ find name=read ] comment=ours policy=read,test
            /member
            set [ find name=admin ] group=all
            /group
            remove [ find name=full ]

            """);
    }

    [Fact]
    public async Task Secrets_are_left_out_on_request_and_for_who_may_not_see_them()
    {
        await using var router = await ExportedRouter.StartAsync();
        await router.TypeAsync("/interface tunnel add name=t key=secret");
        (await router.ExportAsync("/interface tunnel export show-sensitive")).ShouldBe("/interface tunnel\nadd key=secret name=t\n");
        (await router.ExportAsync("/interface tunnel export hide-sensitive verbose")).ShouldBe("/interface tunnel\nadd disabled=no mtu=1500 name=t over=none window=64\n");
        router.LogIn(Policy.All & ~Policy.Sensitive);
        (await router.ExportAsync("/interface tunnel export show-sensitive")).ShouldBe("/interface tunnel\nadd name=t\n");
        router.LogIn(Policy.Write);
        (await router.TypeAsync("/export")).ShouldBe("not enough permissions (9)\n");
        router.LogIn(Policy.Read);
        (await router.TypeAsync("/export file=x")).ShouldBe("not enough permissions (9)\n");
        router.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_80_characters_wide_whatever_the_terminal_is()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Width = 40;
        (await router.TypeAsync("/export file=backup", "/export file=backup.rsc")).ShouldBe("");
        router.Files.ShouldHaveSingleItem().ShouldBe(new("backup.rsc", ExportedRouter.Header + CardsAsTheyCame));
        (await router.ExportAsync()).ShouldContain("set [ find default-name=card1 ] \\\n    address=00:00:00:00:00:01 name=\\\n    card1\n");
    }

    [Fact]
    public async Task A_print_goes_to_a_file_too()
    {
        await using var router = await ExportedRouter.StartAsync();
        (await router.TypeAsync("/group print file=groups", "/options print file=options.txt")).ShouldBe("");
        router.Files["groups.txt"].ShouldContain(" 0 read");
        router.Files["options.txt"].ShouldContain("  text: ");
    }

    [Theory]
    [InlineData("\"\"", "failure: invalid file name"), InlineData("../x", "failure: invalid file name"), InlineData("a//b", "failure: invalid file name"), InlineData("x", "failure: no space left on device")]
    public async Task A_file_that_cannot_be_written_is_refused(string name, string sentence)
    {
        await using var router = await ExportedRouter.StartAsync();
        router.Files.Failure = new RefusedException("no space left on device");
        (await router.TypeAsync($"/export file={name}")).ShouldBe(sentence + "\n");
        router.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ctrl_c_ends_an_export()
    {
        await using var router = await ExportedRouter.StartAsync();
        router.CtrlC.Cancel();
        (await router.TypeAsync("/export file=x")).ShouldEndWith("interrupted\n");
        router.Files.ShouldBeEmpty();
    }
}
