namespace Appliance.Drivers.Linux.DBus;

/// <summary>What a served object answers.</summary>
/// <param name="Signature">Types of the values, in D-Bus's letters.</param>
/// <param name="Values">The values.</param>
public sealed record BusAnswer(string Signature = "", params object[] Values)
{
    /// <summary>Name of the error, such as <c>org.freedesktop.DBus.Error.AccessDenied</c>; null for a success.</summary>
    public string? ErrorName { get; private init; }

    /// <summary>An answer that says no.</summary>
    public static BusAnswer Error(string name, string sentence) => new("", sentence) { ErrorName = name };
}
