using System.Collections.Concurrent;
using System.Globalization;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Console.Sessions;

/// <summary>Shows people the log lines that are for consoles: at login those that the user has not seen, then each one as it is written.</summary>
public sealed class EchoLines(ILogBook book)
{
    private readonly ConcurrentDictionary<string, long> _seen = [];

    /// <summary>Shows lines until the result is disposed.</summary>
    /// <param name="user">Who sees them.</param>
    /// <param name="show">Shows a line; called from any thread, and returns at once.</param>
    public IDisposable Show(string user, Action<string> show) => new Viewer(book, _seen, user, show);

    private sealed class Viewer : IDisposable
    {
        private readonly Lock _gate = new();
        private readonly ILogBook _book;
        private readonly ConcurrentDictionary<string, long> _seen;
        private readonly string _user;
        private readonly Action<string> _show;
        private readonly long _atLogin;

        public Viewer(ILogBook book, ConcurrentDictionary<string, long> seen, string user, Action<string> show)
        {
            (_book, _seen, _user, _show) = (book, seen, user, show);
            // New lines wait for the lock while the old ones are shown: none is missed, and none comes twice.
            lock (_gate)
            {
                _book.Echoed += Echoed;
                var lines = _book.Remembered;
                _atLogin = lines.Count > 0 ? lines[^1].Number : 0;
                var last = _seen.GetValueOrDefault(user);
                foreach (var line in lines.Where(line => line.Number > last)) Show(line, line.Time.ToString("MMM/dd/yyyy HH:mm:ss", CultureInfo.InvariantCulture).ToLowerInvariant());
            }
        }

        public void Dispose() => _book.Echoed -= Echoed;

        private void Echoed(LogLine line)
        {
            lock (_gate)
            {
                if (line.Number > _atLogin) Show(line, line.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + " echo:");
            }
        }

        private void Show(LogLine line, string lead)
        {
            _seen.AddOrUpdate(_user, line.Number, (_, known) => Math.Max(known, line.Number));
            _show($"{lead} {line.Topics} {line.Message}");
        }
    }
}
