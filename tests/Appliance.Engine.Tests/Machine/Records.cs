using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Machine;

/// <summary>A thing that others refer to.</summary>
[Menu("/test node", AutoName = "node", Noun = "node {name}")]
[PrintFlags("X disabled")]
public sealed record Node : NamedItem
{
    [Between(1, 100)] public int Size { get; init; } = 10;

    /// <summary>Not empty: the node owns a dynamic member of that node.</summary>
    public string OwnMemberOf { get; init; } = "";

    [State] public bool Present { get; init; }
}

/// <summary>A thing that refers to others, in order.</summary>
[Menu("/test member", Ordered = true, Noun = "member")]
[PrintFlags("X disabled, I invalid", "D dynamic")]
public sealed record Member : Item
{
    public required Ref<Node> Node { get; init; }

    [Unset("none")] public Ref<Node> Other { get; init; }

    public string Text { get; init; } = "";
}

/// <summary>One record.</summary>
[Menu("/test settings")]
public sealed record TestSettings : Settings
{
    public string Motto { get; init; } = "none yet";

    [Unset("unlimited"), Between(8, 1024)] public int? Limit { get; init; }

    [Sensitive] public string Secret { get; init; } = "";

    /// <summary>Applied and forgotten.</summary>
    [NotStored] public int? Kick { get; init; }
}
