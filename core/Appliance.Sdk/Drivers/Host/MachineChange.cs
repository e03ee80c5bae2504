namespace Appliance.Sdk.Drivers.Host;

/// <summary>What changed on the machine.</summary>
public enum MachineChange
{
    /// <summary>Somebody else gave the machine another name: <see cref="IMachine.HostName"/> is not what the router set.</summary>
    HostName,

    /// <summary>The clock was set, by the router or by somebody else: <see cref="IMachine.Now"/> jumped.</summary>
    Clock,

    /// <summary>The router's time zone is another one: <see cref="IMachine.TimeZone"/>.</summary>
    TimeZone,

    /// <summary>Somebody else gave the machine another time zone than the router had; the router's own is as it was.</summary>
    MachineTimeZone,
}
