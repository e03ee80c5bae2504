using System.Diagnostics;
using System.Globalization;
using Scenarios.Running;

namespace Scenarios;

/// <summary>Clients that do not read, that leave in the middle, and that are many: the router stays at everybody else's service.</summary>
[Trait("needs", "namespace")]
public sealed class BadClientTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Stuck = 12;
    private const int Idle = 1000;

    private readonly SandboxedRouter _router = new() { Packages = ["system"] };

    public async ValueTask InitializeAsync()
    {
        _router.Start();
        await _router.WaitAsync();
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Clients_that_do_not_read_hold_up_nobody_and_take_little_memory()
    {
        var stuck = new List<SocketClient>();
        for (var i = 0; i < Stuck; i++)
        {
            var client = await SocketClient.OpenAsync(_router, interactive: i % 2 == 0);
            stuck.Add(client);
            await client.SendAsync(":while (true) do={ :put \"0123456789012345678901234567890123456789012345678901234567890123456789\" }\r\n");
        }
        await AnswersAsync("first");
        var before = await ResidentAsync();
        for (var i = 0; i < 20; i++) await AnswersAsync($"name{i}");
        (await ResidentAsync() - before).ShouldBeLessThan(60);

        // Nor do they keep it up: its end does not wait for who does not read its goodbye.
        await using var last = await SocketClient.OpenAsync(_router, interactive: true);
        await last.SeesAsync("] > ");
        await last.SendAsync("/system reboot\r");
        await last.SeesAsync("[y/N]");
        await last.SendAsync("y\r");
        await last.EndsAsync();
        await _router.WaitAsync();
        foreach (var client in stuck) await client.DisposeAsync();
        await AnswersAsync("rebooted");
    }

    [Fact]
    public async Task Commands_of_clients_that_are_gone_end()
    {
        foreach (var command in new[] { ":while (true) do={}", ":delay 1h", ":for i from=1 to=1000000000000 do={ :put $i }", "/ip address print interval=1" })
        {
            foreach (var interactive in new[] { true, false })
            {
                await using var client = await SocketClient.OpenAsync(_router, interactive);
                await client.SendAsync(command + (interactive ? "\r" : "\n"));
                await client.SeesAsync(command[..5]);
            }
        }
        await AnswersAsync("quiet");
        // The daemon's own time stands still only when nothing runs any more.
        for (var limit = Stopwatch.StartNew(); ; await Task.Delay(500))
        {
            var before = await TicksAsync();
            // A piece of time to look at.
            await Task.Delay(1000);
            if (await TicksAsync() - before < 20) break;
            limit.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), "commands still run");
        }
    }

    [Fact]
    public async Task A_person_ends_what_takes_for_ever_with_Ctrl_C()
    {
        await using var person = await SocketClient.OpenAsync(_router, interactive: true);
        await person.SeesAsync("] > ");
        foreach (var command in new[]
        {
            ":while (true) do={}", ":delay 1h", ":do { :put again } while=(true)", ":for i from=1 to=1000000000 do={ :for j from=1 to=1000000000 do={} }",
            "/ip address print interval=1", "/ping 127.0.0.1", ":global f do={ :global f; :do { $f } on-error={ $f } }; $f",
        })
        {
            await person.SendAsync(command + "\r");
            await person.SeesAsync(command[^3..]);
            await person.SendAsync("\u0003");
            await person.SendAsync(":put (1000 + 337)\r");
            await person.SeesAsync("1337");
        }
    }

    [Fact]
    public async Task A_thousand_people_who_do_nothing_cost_little()
    {
        await AnswersAsync("first");
        var before = await ResidentAsync();
        var idle = new List<SocketClient>();
        for (var i = 0; i < Idle; i++)
        {
            var client = await SocketClient.OpenAsync(_router, interactive: true);
            idle.Add(client);
            await client.SeesAsync("] > ");
        }
        var each = (await ResidentAsync() - before) * 1024 / Idle;
        output.WriteLine($"{each:0} KiB for each of {Idle} sessions");
        each.ShouldBeLessThan(200);
        await AnswersAsync("still there");
        foreach (var client in idle) await client.DisposeAsync();
    }

    private async Task AnswersAsync(string name)
    {
        await using var client = await SocketClient.OpenAsync(_router, interactive: false);
        await client.SendAsync($"/system identity set name=\"{name}\"\n:put \"it is $[/system identity get name]\"\n");
        await client.SeesAsync($"it is {name}\n");
    }

    private async Task<double> ResidentAsync() => double.Parse(await DaemonAsync("awk '/VmRSS/ { print $2 }' /proc/$pid/status"), CultureInfo.InvariantCulture) / 1024;

    private async Task<long> TicksAsync() => long.Parse(await DaemonAsync("awk '{ print $14 + $15 }' /proc/$pid/stat"), CultureInfo.InvariantCulture);

    private async Task<string> DaemonAsync(string command) => (await _router.RunAsync("appliance", $"pid=$(cat {_router.State}/run/daemon.pid); {command}")).Output.Trim();
}
