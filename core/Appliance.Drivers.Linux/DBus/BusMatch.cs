namespace Appliance.Drivers.Linux.DBus;

/// <summary>Which signals to hear.</summary>
/// <param name="Sender">Name of the service.</param>
/// <param name="Path">Of the object.</param>
/// <param name="Interface">Of the signal.</param>
/// <param name="Member">Name of the signal.</param>
public sealed record BusMatch(string Sender, string Path, string Interface, string Member)
{
    /// <summary>Some property of an object changed.</summary>
    public static BusMatch PropertiesOf(string sender, string path) => new(sender, path, "org.freedesktop.DBus.Properties", "PropertiesChanged");

    internal string Rule => $"type='signal',sender='{Sender}',path='{Path}',interface='{Interface}',member='{Member}'";

    internal bool Fits(BusMessage signal) => signal.Path == Path && signal.Interface == Interface && signal.Member == Member;
}
