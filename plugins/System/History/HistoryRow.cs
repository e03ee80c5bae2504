using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.History;

/// <summary>An action, newest first.</summary>
[Menu("/system history", ReadOnly = true, Numbered = false), PrintFlags("U undoable, R redoable, F floating-undo"), Help("Recorded actions")]
public sealed record HistoryRow : Item
{
    /// <summary>Tells actions apart.</summary>
    [NotAProperty] public long Number { get; init; }

    [NotAProperty] public bool Undoable { get; init; }

    [NotAProperty] public bool Redoable { get; init; }

    /// <summary>Undone by itself when the session that holds safe mode is lost.</summary>
    [NotAProperty] public bool FloatingUndo { get; init; }

    [State, Help("Commands that do it again")] public CommandText Redo { get; init; }

    [State, Help("Commands that take it back")] public CommandText Undo { get; init; }

    [State, Brief, Help("What was done")] public string Action { get; init; } = "";

    [State, Brief(Width = 18), Help("User who did it")] public string By { get; init; } = "";

    [State, Brief(Width = 18), Help("What the user had to be allowed to do")] public PolicyNames Policy { get; init; }

    [State, Help("When it was done")] public DateTime Time { get; init; }
}
