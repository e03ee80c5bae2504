using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Logging;

/// <summary>A topic of log lines, or with <c>!</c> one that they must not have.</summary>
public readonly record struct LogTopic(string? Name, bool IsExcluded = false) : IMenuValue<LogTopic>
{
    public static string Noun => "topic";

    public static int Width => 0;

    public static bool TryParse(string text, out LogTopic value)
    {
        var name = text.StartsWith('!') ? text[1..] : text;
        value = new(name, name.Length < text.Length);
        return name.Length is > 0 and <= 64 && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
    }

    public override string ToString() => (IsExcluded ? "!" : "") + Name;
}
