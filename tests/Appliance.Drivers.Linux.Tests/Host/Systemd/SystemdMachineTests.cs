using System.Threading.Channels;
using Appliance.Drivers.Linux.DBus;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Host.Systemd;
using Appliance.Drivers.Linux.Tests.DBus;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Tests.Host.Systemd;

/// <summary>What every machine does, and what is systemd's alone; the stand-in's clock is a sandbox's.</summary>
public sealed class SystemdMachineTests : MachineContract, IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly PrivateBus _private = new();
    private readonly StandIns _services;
    private readonly Machine _kernel = new(AppContext.BaseDirectory, sandbox: true);
    private readonly Bus _bus;
    private readonly SystemdMachine _machine;
    private readonly Channel<MachineChange> _heard = Channel.CreateUnbounded<MachineChange>();

    public SystemdMachineTests()
    {
        _services = new StandIns(_private);
        _services.Called += line =>
        {
            if (line.StartsWith("SetTime ", StringComparison.Ordinal) && !(bool)_services.Properties["NTP"])
                _kernel.SetTimeAsync(DateTimeOffset.UnixEpoch.AddMicroseconds(long.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)), default);
        };
        _bus = _private.Connect();
        _machine = new SystemdMachine(_kernel, _bus, NullLogger.Instance);
    }

    protected override IMachine Machine => _machine;

    public async ValueTask InitializeAsync()
    {
        await _services.StartAsync();
        _machine.Changed += change => _heard.Writer.TryWrite(change);
    }

    public ValueTask DisposeAsync()
    {
        _machine.Dispose();
        _bus.Dispose();
        _services.Dispose();
        _private.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("core", "core", "")]
    [InlineData("core router, 2nd floor", "core-router-2nd-floor", "core router, 2nd floor")]
    [InlineData("-edge.example.org-", "edge.example.org", "-edge.example.org-")]
    [InlineData("öäü", "localhost", "öäü")]
    public async Task A_name_is_set_as_pretty_static_and_transient_name_without_asking_anybody(string name, string plain, string pretty)
    {
        await Machine.SetHostNameAsync(name);
        _services.Calls.ShouldBe([$"SetPrettyHostname {pretty} False", $"SetStaticHostname {plain} False", $"SetHostname {plain} False"]);
        _machine.HostName.ShouldBe(plain);
    }

    [Fact]
    public async Task A_name_that_somebody_else_gave_is_told_of_and_the_router_s_own_is_not()
    {
        _services.Change("hostname1", "StaticHostname", "before");
        await Machine.SetHostNameAsync("core");
        _services.Change("hostname1", "StaticHostname", "other");
        (await NextAsync()).ShouldBe(MachineChange.HostName);
        _machine.HostName.ShouldBe("other");
    }

    [Fact]
    public async Task A_zone_goes_to_the_machine_and_one_without_a_name_stays_the_router_s_own()
    {
        await Machine.SetTimeZoneAsync(TimeZoneInfo.FindSystemTimeZoneById("Europe/Riga"));
        (await NextAsync()).ShouldBe(MachineChange.TimeZone);
        await Machine.SetTimeZoneAsync(TimeZoneInfo.CreateCustomTimeZone("manual", TimeSpan.FromHours(3), "manual", "manual"));
        (await NextAsync()).ShouldBe(MachineChange.TimeZone);
        _services.Calls.ShouldBe(["SetTimezone Europe/Riga False"]);
        _machine.Now.Offset.ShouldBe(TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task A_zone_that_somebody_else_set_is_told_of_and_set_back_when_asked()
    {
        var riga = TimeZoneInfo.FindSystemTimeZoneById("Europe/Riga");
        await Machine.SetTimeZoneAsync(riga);
        (await NextAsync()).ShouldBe(MachineChange.TimeZone);
        _services.Change("timedate1", "Timezone", "Asia/Tokyo");
        (await NextAsync()).ShouldBe(MachineChange.MachineTimeZone);
        _machine.TimeZone.ShouldBe(riga);
        await Machine.SetTimeZoneAsync(riga);
        _services.Properties["Timezone"].ShouldBe("Europe/Riga");
    }

    [Fact]
    public async Task What_changed_while_the_bus_was_away_is_noticed_when_it_is_back()
    {
        await Machine.SetHostNameAsync("core");
        _private.Stop();
        _services.Properties["StaticHostname"] = "other";
        _private.Restart();
        await _services.StartAsync();
        // Whoever asked first may have found no service yet.
        _services.Change("hostname1", "StaticHostname", "other");
        (await NextAsync()).ShouldBe(MachineChange.HostName);
    }

    [Fact]
    public async Task Network_time_is_switched_off_before_the_clock_is_set()
    {
        _services.Properties["NTP"] = true;
        await Machine.SetTimeAsync(new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.Zero));
        _services.Calls.ShouldBe(["SetNTP False False", "SetTime 1212763643000000 False False"]);
        (await NextAsync()).ShouldBe(MachineChange.Clock);
    }

    [Fact]
    public async Task A_service_that_says_no_is_refused_with_what_could_not_be_done()
    {
        _services.Instead = _ => BusAnswer.Error("org.freedesktop.DBus.Error.AccessDenied", "Permission denied");
        (await Should.ThrowAsync<RefusedException>(() => Machine.SetHostNameAsync("core"))).Message.ShouldBe("can not set host name: Permission denied");
        (await Should.ThrowAsync<RefusedException>(() => Machine.SetTimeAsync(DateTimeOffset.UtcNow))).Message.ShouldBe("can not set clock: Permission denied");
        (await Should.ThrowAsync<RefusedException>(() => Machine.SetTimeZoneAsync(TimeZoneInfo.FindSystemTimeZoneById("Europe/Riga")))).Message
            .ShouldBe("can not set time zone: Permission denied");
        _machine.TimeZone.ShouldBe(TimeZoneInfo.Utc);
    }

    private Task<MachineChange> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
}
