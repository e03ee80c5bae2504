using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logging;

/// <summary>What can become of log lines.</summary>
[Menu("/system logging action", CanDisable = false), PrintFlags("* default"), Help("Where log lines go")]
public sealed record LoggingAction : NamedItem
{
    private static readonly string[] s_factory = ["memory", "disk", "echo", "remote"];

    [Brief(Width = 6), Help("Memory, disk, console or syslog server")] public required LoggingTarget Target { get; init; }

    [Between(1, 65535), Help("Lines kept in memory")] public int MemoryLines { get; init; } = 1000;

    [Help("Whether a full memory keeps what it has, and drops what comes")] public bool MemoryStopOnFull { get; init; }

    [Help("Name of the files, without number and extension")] public FilePath DiskFileName { get; init; } = new("log");

    [Between(1, 65535), Help("Lines of a file")] public int DiskLinesPerFile { get; init; } = 1000;

    [Between(1, 65535), Help("Files that are kept")] public int DiskFileCount { get; init; } = 2;

    [Help("Whether full files are kept, and what comes is dropped")] public bool DiskStopOnFull { get; init; }

    [Help("Whether who logs in later sees the lines then")] public bool Remember { get; init; } = true;

    [Brief(Width = 15), Help("Address of the syslog server")] public Ip4 Remote { get; init; }

    [Between(1, 65535), Help("UDP port of the syslog server")] public ushort RemotePort { get; init; } = 514;

    [Help("Own address towards the syslog server")] public Ip4 SrcAddress { get; init; }

    [Help("Whether time and name of the router are sent too (RFC 3164)")] public bool BsdSyslog { get; init; }

    [Help("Facility that the syslog server is told")] public SyslogFacility SyslogFacility { get; init; } = SyslogFacility.Daemon;

    [Help("Severity that the syslog server is told")] public SyslogSeverity SyslogSeverity { get; init; } = SyslogSeverity.Auto;

    /// <summary>One of those that every router has: they were the first to get numbers.</summary>
    [NotAProperty] public bool Default => Id.Value is > 0 and <= 4;

    /// <summary>What every router has.</summary>
    public static IEnumerable<LoggingAction> Factory { get; } = [.. s_factory.Zip(Enum.GetValues<LoggingTarget>(), (name, target) => new LoggingAction { Name = name, Target = target })];

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Default && Name != s_factory[Id.Value - 1]) yield return Problem.Failure("can not change name of default action", "name");
        if (Default && (int)Target != Id.Value - 1) yield return Problem.Failure("can not change target of default action", "target");
        if (Name.Any(letter => char.IsControl(letter) || letter == ',')) yield return Problem.Failure("name contains characters that are not allowed", "name");
        if (DiskFileName.IsNone) yield return Problem.Failure("file name is empty", "disk-file-name");
    }

    public override IEnumerable<Problem> ValidateRemoval(IConfigView config)
    {
        if (Default) yield return Problem.Failure("can not remove default action");
    }

    /// <summary>For the log itself.</summary>
    public LogAction ToAction() => Target switch
    {
        LoggingTarget.Disk => new DiskLog(Name, DiskFileName, DiskLinesPerFile, DiskFileCount, DiskStopOnFull),
        LoggingTarget.Echo => new EchoLog(Name, Remember),
        LoggingTarget.Remote => new RemoteLog(Name, Remote, RemotePort, SrcAddress, BsdSyslog, SyslogFacility, SyslogSeverity),
        _ => new MemoryLog(Name, MemoryLines, MemoryStopOnFull),
    };
}
