using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.DBus;

/// <summary>A connection to a message bus, made anew by itself when it is lost.</summary>
public interface IBus
{
    /// <summary>Raised on the bus's thread when the bus is there, at first and again after it was lost: what others changed meanwhile was not heard.</summary>
    event Action? Connected;

    /// <summary>Calls a method and waits for its answer.</summary>
    /// <exception cref="RefusedException">The service said no, in its own words, or nobody answered in time.</exception>
    Task<IReadOnlyList<object>> CallAsync(BusCall call, CancellationToken ct = default);

    /// <summary>Hears signals from now on. Handlers run on the bus's thread and return at once.</summary>
    IDisposable Watch(BusMatch match, Action<BusMessage> handler);
}
