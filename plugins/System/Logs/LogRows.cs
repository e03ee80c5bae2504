using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Logs;

/// <summary>The log book's lines, oldest first.</summary>
public sealed class LogRows(ILogBook book, IMachine machine) : IRows<LogRow>
{
    public IEnumerable<LogRow> Read(IConfigView config)
    {
        var today = DateOnly.FromDateTime(machine.Now.DateTime);
        return book.Lines.Select(line => new LogRow
        {
            Number = line.Number,
            Time = new LogTime(line.Time, today),
            Topics = new LogTopics(line.Topics),
            Message = line.Message,
        });
    }

    public string Key(LogRow row) => row.Number.ToString(CultureInfo.InvariantCulture);
}
