using System.Collections.Concurrent;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>Rules, ready to be asked for every line. Immutable but for what it has found out already.</summary>
internal sealed class CompiledRules(IReadOnlyList<LogRule> rules)
{
    // There are about as many sets of topics as places in the code that log.
    private const int MostKnown = 1000;
    private readonly ConcurrentDictionary<string, (LogAction Action, string Prefix)[]> _known = new(StringComparer.Ordinal);

    /// <summary>The actions for a line of these topics, each once, with the prefix of the first rule that names it.</summary>
    public (LogAction Action, string Prefix)[] For(string topics)
    {
        if (_known.TryGetValue(topics, out var known)) return known;
        if (_known.Count >= MostKnown) _known.Clear();
        var words = topics.Split(',');
        return _known[topics] = [.. rules.Where(rule => Matches(rule, words)).Select(rule => (rule.Action, rule.Prefix)).DistinctBy(route => route.Action.Name)];
    }

    private static bool Matches(LogRule rule, string[] words) => rule.Topics.All(words.Contains) && !rule.Excluded.Any(words.Contains);
}
