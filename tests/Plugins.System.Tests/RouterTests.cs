using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests;

/// <summary>The menus through the engine, as typed.</summary>
public sealed class RouterTests : IAsyncLifetime
{
    private readonly TestFolders _folders = new();
    private readonly MemoryStore _store = new();
    private TestRouter _router = null!;

    public async ValueTask InitializeAsync() => _router = await TestRouter.StartAsync(_store, _folders);

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        _folders.Dispose();
    }

    [Fact]
    public async Task The_name_is_in_the_prompt_and_in_the_kernel_at_once()
    {
        (await _router.TypeAsync(
            """
            /system identity set name="core router"
            /system identity print
            """)).ShouldBe(
            """
            [admin@MikroTik] > /system identity set name="core router"
            [admin@core router] > /system identity print
              name: "core router"

            """);
        _router.Machine.HostName.ShouldBe("core router");
    }

    [Fact]
    public async Task A_name_that_is_too_long_changes_nothing()
    {
        (await _router.TypeAsync($"/system identity set name={new string('x', 65)}")).ShouldEndWith("failure: name is longer than 64 characters\n");
        _router.Machine.HostName.ShouldBe("MikroTik");
    }

    [Fact]
    public async Task A_refusal_of_the_machine_takes_the_change_back()
    {
        _router.Machine.Refusal = "can not set host name: Operation not permitted";
        (await _router.TypeAsync("/system identity set name=other\n/system identity print")).ShouldBe(
            """
            [admin@MikroTik] > /system identity set name=other
            failure: can not set host name: Operation not permitted
            [admin@MikroTik] > /system identity print
              name: "MikroTik"

            """);
    }

    [Fact]
    public async Task The_clock_is_set_and_never_stored()
    {
        (await _router.TypeAsync(
            """
            /system clock
            set time-zone-name=Europe/Rig date=dec/31/2008 time=00:30:00
            print
            set time-zone-name=manual
            .. clock manual set time-zone=-08:00
            print
            """)).ShouldBe(
            """
            [admin@MikroTik] > /system clock
            [admin@MikroTik] /system clock> set time-zone-name=Europe/Rig date=dec/31/2008 time=00:30:00
            [admin@MikroTik] /system clock> print
                        time: 00:30:00
                        date: dec/31/2008
              time-zone-name: Europe/Riga
                  gmt-offset: +02:00
                  dst-active: no
            [admin@MikroTik] /system clock> set time-zone-name=manual
            [admin@MikroTik] /system clock> .. clock manual set time-zone=-08:00
            [admin@MikroTik] /system clock> print
                        time: 14:30:00
                        date: dec/30/2008
              time-zone-name: manual
                  gmt-offset: -08:00
                  dst-active: no

            """);
        _store.Load().Items.Where(item => item.Menu.StartsWith("/system clock", StringComparison.Ordinal)).SelectMany(item => item.Values.Keys).ShouldBe(["time-zone"]);
    }

    [Fact]
    public async Task Editing_the_zone_later_does_not_set_the_clock_again()
    {
        await _router.TypeAsync("/system clock set time=10:00:00");
        _router.Machine.Advance(TimeSpan.FromHours(2));
        await _router.TypeAsync("/system clock set time-zone-name=Europe/Riga");
        _router.Machine.Now.TimeOfDay.ShouldBe(new TimeSpan(15, 0, 0));
    }

    [Fact]
    public async Task A_start_brings_name_and_zone_back()
    {
        await _router.TypeAsync("/system identity set name=core\n/system clock set time-zone-name=Europe/Riga");
        await _router.DisposeAsync();
        _router = await TestRouter.StartAsync(_store, _folders);
        _router.Machine.HostName.ShouldBe("core");
        _router.Machine.Now.Offset.ShouldBe(TimeSpan.FromHours(3));
    }

    [Theory]
    [InlineData("/system clock set time=25:00", "invalid value of time, time of day required")]
    [InlineData("/system clock set time-zone-name=Mars/Base", "input does not match any value of time-zone-name")]
    [InlineData("/system clock set time-zone-name=Europe/R", "ambiguous value of time-zone-name, more than one possible value matches input")]
    [InlineData("/system clock manual set dst-delta=99:00", "invalid value of dst-delta, time zone offset required")]
    [InlineData("/file remove nothing.img", "no such item")]
    public async Task A_mistake_is_one_sentence(string typed, string sentence) =>
        (await _router.TypeAsync(typed)).ShouldBe($"[admin@MikroTik] > {typed}\n{sentence}\n");

    [Fact]
    public async Task Observed_menus_cannot_be_edited()
    {
        foreach (var line in (string[])["/system resource set cpu=x", "/system package add name=x", "/log remove 0", "/file add name=x", "/system package remove system"])
            (await _router.TypeAsync(line)).ShouldContain("bad command name");
    }

    [Fact]
    public async Task A_file_is_removed_by_number_by_name_and_by_condition()
    {
        foreach (var name in (string[])["a.img", "b.img", "c.img", "d.rsc"]) _router.Files.Put(name, 1, _router.Log.Now);
        (await _router.TypeAsync("/file\nprint count-only\nremove 0\nremove b.img\nremove [find type=script]\nprint", 60)).ShouldBe(
            """
            [admin@MikroTik] > /file
            [admin@MikroTik] /file> print count-only
            4
            [admin@MikroTik] /file> remove 0
            [admin@MikroTik] /file> remove b.img
            [admin@MikroTik] /file> remove [find type=script]
            [admin@MikroTik] /file> print
             # NAME         TYPE         SIZE       CREATION-TIME
             0 c.img        .img file    1          jun/06/2008 14:47:23

            """);
    }

    [Fact]
    public async Task The_log_tells_of_the_start_and_of_what_scripts_say()
    {
        (await _router.TypeAsync(
            """
            /log info "backup is done"
            /log print where message~"backup"
            /log print
            """)).ShouldBe(
            """
            [admin@MikroTik] > /log info "backup is done"
            [admin@MikroTik] > /log print where message~"backup"
            14:47:23 script,info backup is done
            [admin@MikroTik] > /log print
            14:47:23 system,info router rebooted
            14:47:23 script,info backup is done

            """);
    }

    [Fact]
    public async Task Rebooting_asks_and_the_next_line_answers()
    {
        (await _router.TypeAsync("/system reboot\nn\n/system reboot\ny")).ShouldBe(
            """
            [admin@MikroTik] > /system reboot
            Reboot, yes? [y/N]:
            n
            [admin@MikroTik] > /system reboot
            Reboot, yes? [y/N]:
            y
            system will reboot shortly

            """);
        (await _router.Power.Down.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(PowerRequest.Reboot);
    }

    [Fact]
    public async Task Processor_and_memory_can_be_watched() =>
        (await _router.TypeAsync("/system resource monitor once\n/system resource monitor duration=1s interval=2s")).ShouldBe(
            """
            [admin@MikroTik] > /system resource monitor once
                 cpu-used: 0
              free-memory: 934116kB
            [admin@MikroTik] > /system resource monitor duration=1s interval=2s
                 cpu-used: 0
              free-memory: 934116kB

            """);

    [Fact]
    public async Task The_resources_can_be_read_by_scripts() =>
        (await _router.TypeAsync(":put [/system resource get version]\n:put [/system resource get total-memory]")).ShouldBe(
            """
            [admin@MikroTik] > :put [/system resource get version]
            3.11
            [admin@MikroTik] > :put [/system resource get total-memory]
            963780

            """);
}
