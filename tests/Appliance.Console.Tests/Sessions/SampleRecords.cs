using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Sessions;

[Menu("/xen"), PrintFlags("X disabled")]
public sealed record Guest : NamedItem
{
    public Guest() => Disabled = true;

    [Brief] public int Memory { get; init; } = 64;
    [Brief, Between(1, 65535)] public int Weight { get; init; } = 256;
    public string KernelCmdline { get; init; } = "";
    public TimeSpan StopTime { get; init; } = TimeSpan.FromSeconds(30);
    [State, Brief] public GuestState State => Disabled ? GuestState.Disabled : GuestState.Running;
}

public enum GuestState
{
    Disabled,
    Running,
}

[Menu("/xen interface"), PrintFlags("X disabled")]
public sealed record GuestInterface : Item
{
    [Brief] public required Ref<Guest> VirtualMachine { get; init; }
    [Brief, Unset("none")] public Ip4? Address { get; init; }
}

[Menu("/system identity")]
public sealed record SampleIdentity : Settings
{
    public string Name { get; init; } = "MikroTik";
}

[Menu("/rule", Ordered = true), PrintFlags("X disabled, I invalid", "D dynamic")]
public sealed record SampleRule : Item
{
    [Brief] public string Chain { get; init; } = "";
    [Brief] public uint? Port { get; init; }
}

[Menu("/log", Fixed = true, ReadOnly = true)]
public sealed record SampleLine : Item
{
    [Brief] public string Message { get; init; } = "";
}

/// <summary>Says what it got.</summary>
public sealed class SampleCommand : ICommand
{
    [Unnamed] public required string Address { get; set; }
    public int? Count { get; set; }
    public bool Once { get; set; }
    public int? Size { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (Address == "wait") await Task.Delay(Timeout.Infinite, ct);
        if (Address == "ask" && await context.AskAsync("Really? [y/N]:", ct) != "y") return new Problem("action cancelled");
        context.WriteLine($"{Address} {Count} {Once} {Size}");
        context.Return(Address);
        return null;
    }
}

/// <summary>Acts on a guest.</summary>
public sealed class StartGuest : ICommand
{
    [Unnamed] public required Ref<Guest> Numbers { get; set; }

    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        context.WriteLine($"started {((IReferences)context.Config).NameOf(typeof(Guest), Numbers.Id)}");
        return Task.FromResult<Problem?>(null);
    }
}
