using Appliance.Drivers.Linux.Host;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Extensions.Logging;

namespace Appliance.Daemon;

/// <summary>Logging: the router's log book for the administrator, and a file with everything for who looks after the daemon.</summary>
public sealed class DaemonLog : IDisposable
{
    private const int KeptFiles = 3;
    private const long LargestFile = 4 << 20;
    private readonly Logger _serilog;

    public DaemonLog(string file, LogBook book)
    {
        _serilog = new LoggerConfiguration()
            .MinimumLevel.Debug()
            .WriteTo.Sink(new LogBookSink(book))
            .WriteTo.File(file, outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}",
                fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true, retainedFileCountLimit: KeptFiles, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger();
        Loggers = new SerilogLoggerFactory(_serilog);
    }

    public ILoggerFactory Loggers { get; }

    public void Dispose()
    {
        Loggers.Dispose();
        _serilog.Dispose();
    }
}
