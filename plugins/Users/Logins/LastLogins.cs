using System.Collections.Concurrent;
using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.UsersPlugin.Logins;

/// <summary>When each user came in last: kept in a file, beside the configuration and not in it, because a login is no change of it.</summary>
public sealed class LastLogins(IFolders folders, IMachine machine, ILoggerFactory loggers)
{
    private readonly string _file = Path.Combine(folders.State, "last-logins");
    private readonly ILogger _log = loggers.CreateLogger("system");
    private readonly ConcurrentDictionary<ItemId, DateTime> _times = new();

    /// <summary>Local time; null for one who never came.</summary>
    public DateTime? Of(ItemId user) => _times.TryGetValue(user, out var utc) ? machine.ToLocal(utc) : null;

    /// <summary>Reads what an earlier run kept; lines that make no sense are left out.</summary>
    public void Load()
    {
        if (!File.Exists(_file)) return;
        foreach (var line in File.ReadLines(_file))
        {
            if (line.Split(' ') is [var user, var time] && ItemId.TryParse(user, out var id)
                && DateTime.TryParseExact(time, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var utc)) _times[id] = utc;
        }
    }

    /// <summary>Notes logins, and forgets users that are gone.</summary>
    public void Note(IEnumerable<(ItemId User, DateTime Utc)> logins, Func<ItemId, bool> exists)
    {
        foreach (var (user, utc) in logins) _times[user] = utc;
        foreach (var gone in _times.Keys.Where(user => !exists(user)).ToList()) _times.TryRemove(gone, out _);
        try
        {
            var unready = _file + ".new";
            File.WriteAllLines(unready, _times.Select(entry => $"{entry.Key} {entry.Value.ToString("O", CultureInfo.InvariantCulture)}"));
            File.Move(unready, _file, overwrite: true);
        }
        catch (IOException trouble)
        {
            _log.LogWarning("the time of the last login could not be kept: {Message}", trouble.Message);
        }
    }
}
