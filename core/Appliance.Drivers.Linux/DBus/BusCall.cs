namespace Appliance.Drivers.Linux.DBus;

/// <summary>A method to call.</summary>
/// <param name="Destination">Name of the service, such as <c>org.freedesktop.hostname1</c>.</param>
/// <param name="Path">Of the object.</param>
/// <param name="Interface">Of the method.</param>
/// <param name="Member">Name of the method.</param>
/// <param name="Signature">Types of the arguments, in D-Bus's letters.</param>
/// <param name="Arguments">Their values, see <see cref="BusMessage.Body"/>; what is of type <c>v</c> is a <see cref="BusVariant"/>.</param>
public sealed record BusCall(string Destination, string Path, string Interface, string Member, string Signature = "", params object[] Arguments)
{
    private const string Properties = "org.freedesktop.DBus.Properties";

    /// <summary>Asks for one property.</summary>
    public static BusCall Get(string destination, string path, string face, string property) => new(destination, path, Properties, "Get", "ss", face, property);
}
