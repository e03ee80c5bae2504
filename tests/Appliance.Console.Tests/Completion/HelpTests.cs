using Appliance.Console.Completion;
using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Completion;

public sealed class HelpTests
{
    private readonly Typed _typed = new();

    private string Help(string text) => new ConsoleCompleter(_typed.Session, () => "").Help(text, text.Length, 80);

    [Fact]
    public void A_menu_shows_the_way_up_its_menus_and_its_commands() =>
        Help("/xen interface ").ShouldBe(
            """
            .. -- go up to xen
            add -- Create a new item
            comment -- Set comment for items
            disable -- Disable items
            enable -- Enable items
            export -- Print or save an export script that can be used to restore configuration
            find -- Find items by value
            get -- Gets value of item's property
            print -- Print values of item properties
            remove -- Remove item
            set -- Change item properties

            """);

    [Fact]
    public void The_first_menus_lie_below_root() => Help("/xen ").ShouldStartWith(".. -- go up to root\nadd -- ");

    [Fact]
    public void A_word_that_is_begun_shows_what_begins_so() => Help("/xen en").ShouldBe("enable -- Enable items\n");

    [Fact]
    public void A_command_shows_its_arguments_and_the_one_without_a_name_in_brackets() =>
        Help("/xen set ").ShouldBe(
            """
            comment -- Short description of the item
            disabled -- Defines whether item is ignored or used
            kernel-cmdline --
            memory --
            name -- Name of the item
            <numbers> -- List of item numbers or names
            stop-time --
            weight --

            """);

    [Fact]
    public void A_value_shows_its_words_or_its_type()
    {
        Help("/xen add disabled=").ShouldBe("Defines whether item is ignored or used\n\nno --\nyes --\n");
        Help("/xen add memory=").ShouldBe("<integer>\n");
        _typed.Type("/xen add name=ros1");
        Help("/xen interface add virtual-machine=").ShouldBe("ros1 --\n");
    }

    [Fact]
    public void Where_nothing_fits_there_is_no_help() => Help("/foo bar").ShouldBe("");
}
