namespace Appliance.Sdk.Drivers.Host;

/// <summary>Decides what becomes of log lines. Whoever logs never waits for it, nor for a disk or a network.</summary>
public interface ILogRules
{
    /// <summary>From here on these rules hold, and no others. A line is handed once to each action that a rule names for it.</summary>
    /// <param name="rules">A line is matched by a rule whose topics it has all, and none of those that are excluded.</param>
    /// <param name="actions">All there are: what a memory holds stays while its action does.</param>
    void Use(IReadOnlyList<LogRule> rules, IReadOnlyList<LogAction> actions);

    /// <summary>What nobody decides: info, warning and error are kept in memory, critical lines are shown on consoles.</summary>
    void UseDefaults();
}

/// <summary>A rule.</summary>
/// <param name="Topics">The line has all of these.</param>
/// <param name="Excluded">The line has none of these.</param>
/// <param name="Prefix">Put before the message with a colon; nothing when empty.</param>
/// <param name="Action">What becomes of the line.</param>
public sealed record LogRule(IReadOnlyList<string> Topics, IReadOnlyList<string> Excluded, string Prefix, LogAction Action);
