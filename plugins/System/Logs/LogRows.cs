using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logs;

/// <summary>The log book's lines, oldest first.</summary>
public sealed class LogRows(ILogBook book, IMachine machine) : IGrowingRows<LogRow>
{
    public IEnumerable<LogRow> Read(IConfigView config)
    {
        var today = DateOnly.FromDateTime(machine.Now.DateTime);
        return book.Lines.Select(line => new LogRow
        {
            Id = new ItemId((uint)line.Number),
            Number = line.Number,
            Time = new LogTime(line.Time, today),
            Topics = new LogTopics(line.Topics),
            Message = line.Message,
        });
    }

    public IDisposable Watch(Action grown)
    {
        var watch = new LogWatch(book, grown);
        book.Written += watch.Tell;
        return watch;
    }

    public string Key(LogRow row) => row.Number.ToString(CultureInfo.InvariantCulture);

    private sealed class LogWatch(ILogBook book, Action grown) : IDisposable
    {
        public void Tell(LogLine line) => grown();

        public void Dispose() => book.Written -= Tell;
    }
}
