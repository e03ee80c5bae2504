namespace Appliance.Drivers.Linux.DBus;

/// <summary>A signal or a call that came in.</summary>
/// <param name="Path">Of the object.</param>
/// <param name="Interface">Of the member.</param>
/// <param name="Member">Name of the signal or method.</param>
/// <param name="Body">
/// The arguments: numbers, booleans and strings as C# has them, arrays as lists, dictionaries as dictionaries, structures as arrays,
/// open files as <see cref="Microsoft.Win32.SafeHandles.SafeFileHandle"/> that the receiver closes, variants as what is inside.
/// </param>
public sealed record BusMessage(string Path, string Interface, string Member, IReadOnlyList<object> Body);
