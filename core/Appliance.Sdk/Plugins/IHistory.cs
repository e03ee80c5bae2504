using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Plugins;

/// <summary>What was done to the configuration since the router started, and the way back: <c>/system history</c>, <c>/undo</c>, <c>/redo</c>.</summary>
public interface IHistory
{
    /// <summary>The newest 100 actions, newest first.</summary>
    IReadOnlyList<HistoryLine> Lines { get; }

    /// <summary>Takes the newest action back, as a commit of its own on top of what is there now.</summary>
    /// <param name="by">Who asks; must have the policies that the action needed.</param>
    /// <param name="ct">Ends waiting; a commit that has begun is finished.</param>
    /// <returns>Null when it is on disk, or why nothing was undone.</returns>
    Task<Problem?> UndoAsync(Login by, CancellationToken ct = default);

    /// <summary>Does the action again that was undone last.</summary>
    /// <param name="by">Who asks; must have the policies that the action needed.</param>
    /// <param name="ct">Ends waiting; a commit that has begun is finished.</param>
    /// <returns>Null when it is on disk, or why nothing was redone.</returns>
    Task<Problem?> RedoAsync(Login by, CancellationToken ct = default);
}

/// <summary>An action of the history, or the mark of the place where safe mode was taken.</summary>
/// <param name="redo">Makes the text of <see cref="Redo"/> when somebody asks for it.</param>
/// <param name="undo">Makes the text of <see cref="Undo"/> when somebody asks for it.</param>
public sealed class HistoryLine(Func<string> redo, Func<string> undo)
{
    /// <summary>Tells actions apart; ascending with time.</summary>
    public required long Number { get; init; }

    /// <summary>Such as <c>address added</c>; <c>---</c> for the mark.</summary>
    public required string Action { get; init; }

    /// <summary>Name of the user.</summary>
    public required string By { get; init; }

    /// <summary>What a user must be allowed to do, to do it.</summary>
    public required Policy Policies { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary><c>/undo</c> will take it back when its turn comes.</summary>
    public bool Undoable { get; init; }

    /// <summary>It was undone, and <c>/redo</c> can do it again.</summary>
    public bool Redoable { get; init; }

    /// <summary>Done in safe mode: undone by itself when the session that holds safe mode is lost.</summary>
    public bool Floating { get; init; }

    /// <summary>Commands that do it again, with the names of today; sensitive values are hidden. Empty while its package is not installed.</summary>
    public string Redo => redo();

    /// <summary>Commands that take it back, as <see cref="Redo"/>.</summary>
    public string Undo => undo();
}
