namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>The connection is of no more use.</summary>
internal sealed class BusLostException(string sentence) : Exception(sentence);
