using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logs;

/// <summary><c>system,error,critical</c>.</summary>
public readonly record struct LogTopics(string? Text) : IMenuValue<LogTopics>
{
    public static string Noun => "topics";

    public static int Width => 0;

    public static bool TryParse(string text, out LogTopics value)
    {
        value = new(text);
        return true;
    }

    public override string ToString() => Text ?? "";
}
