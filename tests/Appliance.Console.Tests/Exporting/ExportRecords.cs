using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Exporting;

[Menu("/interface card", Fixed = true)]
public sealed record Card : Interface
{
    [NotAProperty] public override string Type => "card";
    [FoundBy] public string DefaultName { get; init; } = "";
    [Generated] public MacAddress Address { get; init; }
}

public sealed class Cards : Reconciler<Card>
{
    public override bool KeepsDisabled => true;

    public override IEnumerable<Card> Discover(IConfigView config) =>
        [new() { Name = "card1", DefaultName = "card1", Address = new(1) }, new() { Name = "card2", DefaultName = "card2", Address = new(2) }];

    public override string Identity(Card item) => item.DefaultName;
}

[Menu("/interface tunnel", AutoName = "tunnel")]
public sealed record Tunnel : Interface
{
    [NotAProperty] public override string Type => "tunnel";
    [Unset("none")] public Ref<Interface> Over { get; init; }
    [Unit("kB")] public int Window { get; init; } = 64;
    [Sensitive] public string Key { get; init; } = "";
    [NotExported] public int Seen { get; init; }
}

[Menu("/a route", Ordered = true)]
public sealed record SampleRoute : Item
{
    [MayName(typeof(Interface))] public string Gateway { get; init; } = "";
    [Unset("any")] public Ref<Interface> From { get; init; }
    public IReadOnlyList<string>? Marks { get; init; }

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Gateway.Length > 0 && config.Find<Interface>(Gateway) is null) yield return new Problem("input does not match any value of gateway", "gateway");
    }
}

[Menu("/circle one")]
public sealed record CircleOne : NamedItem
{
    public required Ref<CircleTwo> Other { get; init; }
}

[Menu("/circle two")]
public sealed record CircleTwo : NamedItem
{
    [Unset("none")] public Ref<CircleOne> Other { get; init; }
}

[Menu("/options")]
public sealed record Options : Settings
{
    public string Text { get; init; } = "plain";
    [Unset("auto")] public TimeSpan? Time { get; init; } = TimeSpan.FromSeconds(5);
    [NotStored] public int? Once { get; init; }
}

[Menu("/group", CanDisable = false)]
public sealed record SampleGroup : NamedItem
{
    public string Policy { get; init; } = "";
}

[Menu("/member")]
public sealed record SampleMember : NamedItem
{
    public required Ref<SampleGroup> Group { get; init; }
    [WriteOnly] public string Password { get; init; } = "";
}

[Menu("/topic")]
public sealed record SampleTopic : Item
{
    public string Topic { get; init; } = "";
    public int Lines { get; init; } = 100;
}

public sealed class ExportPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Interface>()
        .Menu<Card, Cards>()
        .Menu<Tunnel>()
        .Menu<SampleRoute>()
        .Menu<CircleOne>()
        .Menu<CircleTwo>()
        .Menu<Options>()
        .Menu<SampleGroup>(menu => menu.Factory(_ => [new() { Name = "read", Policy = "read" }, new() { Name = "full", Policy = "read,write" }]))
        .Menu<SampleMember>(menu => menu.Factory(config => [new() { Name = "admin", Group = Ref<SampleGroup>.To(config.Find<SampleGroup>("full")!) }]))
        .Menu<SampleTopic>(menu => menu.Factory(_ => [new() { Topic = "info" }, new() { Topic = "error", Lines = 50 }]));
}
