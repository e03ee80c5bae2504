using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Resources;

/// <summary>
/// Adds up written sectors over all starts of the machine. The kernel counts from its own start only, so the sum is kept in a file
/// together with the kernel's count at that time; it is written whenever somebody looks, and when the service layer stops.
/// </summary>
public sealed class SectorCount
{
    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly string _mark;
    private readonly ILogger _log;
    private (long Total, long SinceBoot) _last;

    public SectorCount(IFolders folders, ILoggerFactory loggers)
    {
        _log = loggers.CreateLogger("system");
        _file = Path.Combine(folders.State, "sectors");
        _mark = Path.Combine(folders.Run, "sectors");
        var words = File.Exists(_file) ? File.ReadAllText(_file).Split(' ') : [];
        if (words.Length == 2 && long.TryParse(words[0], CultureInfo.InvariantCulture, out var total) && long.TryParse(words[1], CultureInfo.InvariantCulture, out var sinceBoot))
            _last = (total, File.Exists(_mark) ? sinceBoot : 0); // without the mark the machine restarted since, and counts from zero
    }

    /// <summary>All sectors ever written, given those written since the machine started.</summary>
    public long Total(long sinceBoot)
    {
        lock (_gate)
        {
            var more = sinceBoot >= _last.SinceBoot ? sinceBoot - _last.SinceBoot : sinceBoot;
            _last = (_last.Total + more, sinceBoot);
            Save();
            return _last.Total;
        }
    }

    private void Save()
    {
        try
        {
            File.WriteAllText(_file + ".new", string.Create(CultureInfo.InvariantCulture, $"{_last.Total} {_last.SinceBoot}"));
            File.Move(_file + ".new", _file, overwrite: true);
            File.WriteAllText(_mark, "");
        }
        catch (IOException full)
        {
            _log.LogWarning("can not keep the number of written sectors: {Reason}", full.Message);
        }
    }
}
