using Appliance.Sdk.Menus;

namespace Appliance.GreetingPlugin;

[Menu("/greeting", AutoName = "greeting"), Help("Things to say")]
[PrintFlags("X disabled")]
public sealed record Greeting : NamedItem
{
    [Help("What is said"), Brief]
    public string Text { get; init; } = "Hello";

    [Help("How often"), Between(1, 10), Brief]
    public int Times { get; init; } = 1;
}
