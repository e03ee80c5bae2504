using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Plugins;

/// <summary>
/// A command of a menu. Its arguments are its settable properties, described by the same attributes as a menu's record:
/// the engine makes an instance by dependency injection, fills the properties, and runs it once.
/// </summary>
public interface ICommand
{
    /// <summary>Does the work. Ctrl-C cancels the token: the command ends promptly and cleanly, and may still print.</summary>
    /// <returns>Null, or what is wrong.</returns>
    Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct);
}

/// <summary>The session that runs a command.</summary>
public interface ICommandContext
{
    /// <summary>Who runs it.</summary>
    Login Login { get; }

    /// <summary>The configuration as this session sees it: its own commands included.</summary>
    IConfigView Config { get; }

    /// <summary>Terminal width in characters.</summary>
    int Width { get; }

    /// <summary>Whether somebody sits at a terminal: progress may be repainted.</summary>
    bool Interactive { get; }

    /// <summary>Prints a line.</summary>
    void WriteLine(string text);

    /// <summary>Prints text in place of the unfinished last line; in a script only the final one is shown.</summary>
    void WriteProgress(string text);

    /// <summary>Asks and waits for a line, for example <c>Reboot, yes? [y/N]:</c>.</summary>
    ValueTask<string> AskAsync(string question, CancellationToken ct);

    /// <summary>Asks for a password or a key: nothing is shown of the answer, and none of it is kept.</summary>
    /// <returns>The answer, or null when there is nobody to answer, or the person gave up.</returns>
    ValueTask<string?> AskSecretAsync(string question, CancellationToken ct);

    /// <summary>The value of the command inside <c>[ ]</c>; nothing by default.</summary>
    void Return(string value);

    /// <summary>Prints a record as <c>print</c> does for a menu with one record; properties that are null are left out.</summary>
    void Print(Menus.Entry record);

    /// <summary>Prints a record in place of the one that the last call printed, where the terminal can do that: a monitor that repaints.</summary>
    void Refresh(Menus.Entry record) => Print(record);

    /// <summary>
    /// Gives the terminal's raw bytes to the command until the task ends: a guest's console. The stream reads keys and writes the screen.
    /// </summary>
    Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct);

    /// <summary>Edits the configuration in the user's name.</summary>
    Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct);
}
