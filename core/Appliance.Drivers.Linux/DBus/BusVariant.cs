namespace Appliance.Drivers.Linux.DBus;

/// <summary>A value to send that brings its type along.</summary>
/// <param name="Type">In D-Bus's letters.</param>
/// <param name="Value">Of that type.</param>
public sealed record BusVariant(string Type, object Value);
