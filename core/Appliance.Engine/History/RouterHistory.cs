using Appliance.Engine.Access;
using Appliance.Engine.Commit;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>Shows what was done, and goes one step back or forth.</summary>
internal sealed class RouterHistory(Writer writer) : IHistory
{
    private const string Mark = "---";

    public IReadOnlyList<HistoryLine> Lines
    {
        get
        {
            var head = writer.Head;
            var (past, lines) = (head.Past, new List<HistoryLine>());
            var safe = past.Safe;
            foreach (var entry in past.Entries.Reverse())
            {
                if (safe is not null && entry.Number < safe.Revision)
                {
                    lines.Add(MarkOf(safe));
                    safe = null;
                }
                lines.Add(Line(entry, head, isFloating: safe?.Keeps(entry) == false));
            }
            if (safe is not null) lines.Add(MarkOf(safe));
            return lines;
        }
    }

    public Task<Problem?> UndoAsync(Login by, CancellationToken ct) => StepAsync(by, true, ct);

    public Task<Problem?> RedoAsync(Login by, CancellationToken ct) => StepAsync(by, false, ct);

    /// <summary>What undo or redo would do now. Actions whose package is not installed wait until it is.</summary>
    private static HistoryEntry? Next(Snapshot head, bool undo) => undo
        ? head.Past.Entries.LastOrDefault(entry => !entry.IsUndone && IsThere(entry, head))
        : head.Past.Entries.FirstOrDefault(entry => entry.IsUndone && IsThere(entry, head));

    private async Task<Problem?> StepAsync(Login by, bool undo, CancellationToken ct)
    {
        HistoryEntry? entry = null;
        var outcome = await writer.CommitAsync(by.User, Edit, false, ct, (past, deed) => past.Turned(entry!, undo, deed));
        return (await outcome.FinishAsync(ct)).FirstOrDefault();

        IEnumerable<Problem> Edit(Editor editor)
        {
            entry = Next(editor.Next, undo);
            if (entry is null) return [new Problem(undo ? "nothing to undo" : "nothing to redo")];
            if ((entry.Policies & ~by.Policies) != Policy.None) return [Permissions.NotEnough];
            return Restoration.Apply(editor, undo ? entry.Inverse : entry.Changes);
        }
    }

    private static HistoryLine Line(HistoryEntry entry, Snapshot head, bool isFloating)
    {
        var isThere = IsThere(entry, head);
        return new HistoryLine(() => CommandText.Of(entry.Changes, head), () => CommandText.Of(entry.Inverse, head))
        {
            Number = entry.Number,
            Action = entry.Action,
            By = entry.By,
            Policies = entry.Policies,
            Time = entry.Time,
            Undoable = isThere && !entry.IsUndone && !isFloating,
            Redoable = isThere && entry.IsUndone,
            Floating = isThere && !entry.IsUndone && isFloating,
        };
    }

    private static HistoryLine MarkOf(SafePoint safe) => new(static () => "", static () => "")
    {
        Number = safe.Revision,
        Action = Mark,
        By = "",
        Policies = Policy.Write,
        Time = safe.Time,
        Undoable = true,
    };

    private static bool IsThere(HistoryEntry entry, Snapshot head) => entry.Menus.All(menu => head.Catalog.Of(menu) is not null);
}
