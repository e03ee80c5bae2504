using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Logs;

/// <summary>A line of the log.</summary>
[Menu("/log", ReadOnly = true), PlainLines, Help("System logs")]
public sealed record LogRow : Item
{
    /// <summary>Tells lines apart.</summary>
    [NotAProperty] public long Number { get; init; }

    [State, Brief, Help("When it happened")] public LogTime Time { get; init; }

    [State, Brief, Help("What it is about, and how bad it is")] public LogTopics Topics { get; init; }

    [State, Brief, Help("What happened")] public string Message { get; init; } = "";
}
