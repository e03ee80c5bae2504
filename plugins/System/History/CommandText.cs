using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.History;

/// <summary>Commands as they are typed; made when somebody looks.</summary>
/// <param name="Make">Makes the text.</param>
public readonly record struct CommandText(Func<string>? Make) : IMenuValue<CommandText>
{
    public static string Noun => "command";

    public static int Width => 0;

    public static bool TryParse(string text, out CommandText value)
    {
        value = new(() => text);
        return true;
    }

    public override string ToString() => Make?.Invoke() is { Length: > 0 } text ? text : "\"\"";
}
