using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>What can become of a log line.</summary>
/// <param name="Name">Tells actions apart.</param>
public abstract record LogAction(string Name);

/// <summary>Kept in memory.</summary>
/// <param name="Name">Tells actions apart.</param>
/// <param name="Lines">How many.</param>
/// <param name="StopOnFull">Later lines are dropped; else the oldest give way.</param>
public sealed record MemoryLog(string Name, int Lines, bool StopOnFull = false) : LogAction(Name);

/// <summary>Written to files <c>name.0.txt</c>, <c>name.1.txt</c> and so on, the newest in the first.</summary>
/// <param name="Name">Tells actions apart.</param>
/// <param name="File">Name in the file store without number and extension.</param>
/// <param name="LinesPerFile">When a file has so many, the next one is begun.</param>
/// <param name="Files">How many are kept.</param>
/// <param name="StopOnFull">Later lines are dropped when all files are full; else the oldest file gives way.</param>
public sealed record DiskLog(string Name, FilePath File, int LinesPerFile, int Files, bool StopOnFull = false) : LogAction(Name);

/// <summary>Shown on consoles.</summary>
/// <param name="Name">Tells actions apart.</param>
/// <param name="Remember">Who logs in later sees it then.</param>
public sealed record EchoLog(string Name, bool Remember = true) : LogAction(Name);

/// <summary>Sent to a syslog server over UDP.</summary>
/// <param name="Name">Tells actions apart.</param>
/// <param name="Remote">The server; nothing is sent to 0.0.0.0.</param>
/// <param name="Port">UDP port.</param>
/// <param name="Source">Own address; 0.0.0.0 lets the kernel choose.</param>
/// <param name="Bsd">With time and host name, as RFC 3164 has it.</param>
/// <param name="Facility">Who speaks.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record RemoteLog(string Name, Ip4 Remote, ushort Port, Ip4 Source, bool Bsd, SyslogFacility Facility, SyslogSeverity Severity) : LogAction(Name);

/// <summary>Facilities of RFC 3164; the value is the number on the wire.</summary>
public enum SyslogFacility
{
#pragma warning disable CS1591 // the words of the RFC
    Kern = 0,
    User = 1,
    Mail = 2,
    Daemon = 3,
    Auth = 4,
    Syslog = 5,
    Lpr = 6,
    News = 7,
    Uucp = 8,
    Cron = 9,
    Authpriv = 10,
    Ftp = 11,
    Ntp = 12,
    Local0 = 16,
    Local1 = 17,
    Local2 = 18,
    Local3 = 19,
    Local4 = 20,
    Local5 = 21,
    Local6 = 22,
    Local7 = 23,
}

/// <summary>Severities of RFC 3164; the value is the number on the wire.</summary>
public enum SyslogSeverity
{
    [Help("as the topics of the line say")] Auto = -1,
    Emergency = 0,
    Alert = 1,
    Critical = 2,
    Error = 3,
    Warning = 4,
    Notice = 5,
    Info = 6,
    Debug = 7,
#pragma warning restore CS1591
}
