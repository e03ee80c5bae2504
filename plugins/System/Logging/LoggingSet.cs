using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Logging;

/// <summary>Hands all rules to the log at once. When the plugin leaves, the log goes on with its own.</summary>
public sealed class LoggingSet(ILogRules log) : IDisposable
{
    /// <summary>Makes the rules those of a configuration.</summary>
    public void Use(IConfigView config)
    {
        var actions = config.All<LoggingAction>().ToDictionary(action => action.Id, action => action.ToAction());
        // Some cannot be removed: where there are none, the menus are leaving.
        if (actions.Count == 0) log.UseDefaults();
        else log.Use([.. config.All<LoggingRule>().Where(rule => !rule.Disabled && actions.ContainsKey(rule.Action.Id)).Select(rule => RuleOf(rule, actions[rule.Action.Id]))], [.. actions.Values]);
    }

    public void Dispose() => log.UseDefaults();

    private static LogRule RuleOf(LoggingRule rule, LogAction action) => new(Names(rule, false), Names(rule, true), rule.Prefix, action);

    private static string[] Names(LoggingRule rule, bool excluded) => [.. rule.Topics.Where(topic => topic.IsExcluded == excluded).Select(topic => topic.Name!)];
}
