using System.Collections.Concurrent;
using Appliance.Drivers.Linux.DBus;
using Appliance.Drivers.Linux.Tests.DBus;

namespace Appliance.Drivers.Linux.Tests.Host.Systemd;

/// <summary>Stands in for systemd's services at a private bus: remembers what was asked for, and has properties that others change.</summary>
public sealed class StandIns : IDisposable
{
    public static readonly string[] Names = ["org.freedesktop.hostname1", "org.freedesktop.timedate1", "org.freedesktop.login1", "org.freedesktop.systemd1"];
    private readonly Bus _bus;

    public StandIns(PrivateBus bus)
    {
        _bus = bus.Connect();
        _bus.Serve(Answer);
    }

    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentDictionary<string, object> Properties { get; } = new()
    {
        ["StaticHostname"] = "debian",
        ["Timezone"] = "Etc/UTC",
        ["NTP"] = false,
        ["PreparingForShutdown"] = false,
        ["SystemState"] = "running",
    };

    /// <summary>Raised with every call, on the bus's thread.</summary>
    public event Action<string>? Called;

    /// <summary>Answers instead of the service.</summary>
    public Func<BusMessage, BusAnswer?>? Instead { get; set; }

    public async Task StartAsync()
    {
        foreach (var name in Names)
            await _bus.CallAsync(new BusCall("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "su", name, 4u));
    }

    /// <summary>Somebody else changes a property.</summary>
    public void Change(string service, string property, object value)
    {
        Properties[property] = value;
        _bus.Emit(new BusMessage($"/org/freedesktop/{service}", "org.freedesktop.DBus.Properties", "PropertiesChanged",
            [$"org.freedesktop.{service}", new Dictionary<string, object>(), new List<object> { property }]), "sa{sv}as");
    }

    public void Emit(string member, string signature, params object[] body) =>
        _bus.Emit(new BusMessage("/org/freedesktop/login1", "org.freedesktop.login1.Manager", member, body), signature);

    public void Dispose() => _bus.Dispose();

    private BusAnswer Answer(BusMessage call)
    {
        if (call.Member == "Get")
        {
            var value = Properties[(string)call.Body[1]];
            return new BusAnswer("v", new BusVariant(value is bool ? "b" : "s", value));
        }
        var line = $"{call.Member} {string.Join(' ', call.Body)}";
        Calls.Enqueue(line);
        Called?.Invoke(line);
        if (Instead?.Invoke(call) is { } other) return other;
        switch (call.Member)
        {
            case "SetStaticHostname": Change("hostname1", "StaticHostname", call.Body[0]); break;
            case "SetTimezone": Change("timedate1", "Timezone", call.Body[0]); break;
            case "SetNTP": Change("timedate1", "NTP", call.Body[0]); break;
            case "SetTime" when (bool)Properties["NTP"]: return BusAnswer.Error("org.freedesktop.timedate1.AutomaticTimeSyncEnabled", "Automatic time synchronization is enabled");
        }
        return new BusAnswer();
    }
}
