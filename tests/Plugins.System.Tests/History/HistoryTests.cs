using Appliance.Engine.Store;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.History;

public sealed class HistoryTests : IAsyncLifetime
{
    private readonly TestFolders _folders = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(new MemoryStore(), _folders);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task Actions_are_listed_without_numbers_and_undone_and_redone() =>
        (await _router.TypeAsync(
            """
            /system identity set name="core router"
            /system clock set time-zone-name=Europe/Riga
            /undo
            /system history print
            /undo
            /undo
            /redo
            /system history print
            """)).ShouldBe(
            """
            [admin@MikroTik] > /system identity set name="core router"
            [admin@core router] > /system clock set time-zone-name=Europe/Riga
            [admin@core router] > /undo
            [admin@core router] > /system history print
            Flags: U - undoable, R - redoable, F - floating-undo
              ACTION                                   BY                 POLICY
            R system time zone settings changed        admin              write
            U system identity changed                  admin              write
            [admin@core router] > /undo
            [admin@MikroTik] > /undo
            nothing to undo
            [admin@MikroTik] > /redo
            [admin@core router] > /system history print
            Flags: U - undoable, R - redoable, F - floating-undo
              ACTION                                   BY                 POLICY
            R system time zone settings changed        admin              write
            U system identity changed                  admin              write

            """);

    [Fact]
    public async Task The_commands_in_detail_do_it_when_they_are_typed()
    {
        await _router.TypeAsync("/system identity set name=\"core router\"");
        (await _router.TypeAsync("/system history print detail", 100)).ShouldMatch(
            """
            \A\[admin@core router\] > /system history print detail
            Flags: U - undoable, R - redoable, F - floating-undo
            U redo=/system identity set name="core router" undo=/system identity set name=MikroTik
              action="system identity changed" by="admin" policy=write time=[a-z]{3}/\d\d/\d{4} \d\d:\d\d:\d\d
            \z
            """);
        (await _router.TypeAsync("/system identity set name=MikroTik\n/system history print count-only")).ShouldEndWith("\n2\n");
    }
}
