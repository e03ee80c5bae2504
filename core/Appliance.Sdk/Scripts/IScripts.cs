using Appliance.Sdk.Values;

namespace Appliance.Sdk.Scripts;

/// <summary>Runs text in the console's language, without a terminal, in somebody's name.</summary>
public interface IScripts
{
    /// <summary>What is running, oldest first.</summary>
    IReadOnlyList<ScriptJob> Jobs { get; }

    /// <summary>Runs a script to its end, on a thread of its own; meanwhile it is among the <see cref="Jobs"/>.</summary>
    /// <param name="script">What to run.</param>
    /// <param name="output">Gets each line that the script prints. Null: nobody is there, and what goes wrong is written to the log.</param>
    /// <param name="ct">Ends the script, as <see cref="Stop"/> does.</param>
    /// <returns>Null, or what went wrong, with line and column of the script's text.</returns>
    Task<Problem?> RunAsync(ScriptRun script, Action<string>? output, CancellationToken ct);

    /// <summary>Ends a running script before its next command.</summary>
    /// <returns>Whether it was running.</returns>
    bool Stop(long job);

    /// <summary>Why the text cannot be run; null where it can. Words that are no command are found only when they are run.</summary>
    Problem? Check(string source);

    /// <summary>The global variables of a user, by name. All sessions and scripts of the user share them; they are gone after a restart.</summary>
    IReadOnlyList<ScriptVariable> Variables(string user);

    /// <summary>Forgets a global variable.</summary>
    void Forget(string user, string variable);
}
