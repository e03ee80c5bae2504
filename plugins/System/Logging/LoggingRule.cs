using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logging;

/// <summary>Which log lines go where.</summary>
[Menu("/system logging"), PrintFlags("X disabled, I invalid, * default"), Help("Which log lines go where")]
public sealed record LoggingRule : Item
{
    [Brief, Help("Topics that a line has all; with ! one that it must not have")] public IReadOnlyList<LogTopic> Topics { get; init; } = [new("info")];

    // The memory that every router has: it was the first action.
    [Brief, Help("Where the line goes")] public Ref<LoggingAction> Action { get; init; } = new(new ItemId(1));

    [Brief, Help("Text put before the message")] public string Prefix { get; init; } = "";

    /// <summary>One of those that a new router has: they were the first to get numbers.</summary>
    [NotAProperty] public bool Default => Id.Value is > 0 and <= 4;

    /// <summary>What a new router has.</summary>
    public static IEnumerable<LoggingRule> Factory(IConfigView config) =>
    [
        new() { Topics = [new("info")] },
        new() { Topics = [new("error")] },
        new() { Topics = [new("warning")] },
        new() { Topics = [new("critical")], Action = config.Find<LoggingAction>("echo") is { } echo ? Ref<LoggingAction>.To(echo) : default },
    ];

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Prefix.Any(char.IsControl)) yield return Problem.Failure("prefix contains control characters", "prefix");
    }
}
