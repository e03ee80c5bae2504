using System.Globalization;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.History;

/// <summary>What was done, newest first.</summary>
public sealed class HistoryRows(IHistory history, IMachine machine) : IRows<HistoryRow>
{
    public IEnumerable<HistoryRow> Read(IConfigView config) => history.Lines.Select(line => new HistoryRow
    {
        Number = line.Number,
        Undoable = line.Undoable,
        Redoable = line.Redoable,
        FloatingUndo = line.Floating,
        Redo = new CommandText(() => line.Redo),
        Undo = new CommandText(() => line.Undo),
        Action = line.Action,
        By = line.By,
        Policy = new PolicyNames(line.Policies),
        Time = machine.ToLocal(line.Time),
    });

    public string Key(HistoryRow row) => row.Number.ToString(CultureInfo.InvariantCulture);
}
