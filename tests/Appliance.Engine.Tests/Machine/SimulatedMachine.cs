using System.Collections.Concurrent;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Machine;

/// <summary>A machine in memory that reconcilers bring into line, with faults to order.</summary>
public sealed class SimulatedMachine
{
    public ConcurrentDictionary<string, string> Things { get; } = new();

    public ConcurrentQueue<string> Steps { get; } = new();

    /// <summary>Throws what it returns when a key is ensured.</summary>
    public Func<string, Exception?> Fault { get; set; } = _ => null;

    public void Ensure(string key, string value)
    {
        if (Fault(key) is { } fault) throw fault;
        if (Things.TryGetValue(key, out var old) && old == value) return;
        Things[key] = value;
        Steps.Enqueue($"ensure {key}");
    }

    public void Remove(string key)
    {
        if (Things.TryRemove(key, out _)) Steps.Enqueue($"remove {key}");
    }
}

public sealed class NodeReconciler(SimulatedMachine machine) : Reconciler<Node>
{
    public override Task EnsureAsync(Node want, IApplyScope scope, CancellationToken ct)
    {
        machine.Ensure("node " + want.Name, want.Size.ToString());
        if (scope.Last is Node last && last.Name != want.Name) machine.Remove("node " + last.Name);
        if (want.OwnMemberOf.Length > 0) scope.Own("member", new Member { Node = new Ref<Node>(default, want.OwnMemberOf), Text = "of " + want.Name });
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(Node last, IApplyScope scope, CancellationToken ct)
    {
        machine.Remove("node " + last.Name);
        return Task.CompletedTask;
    }

    public override Node Observe(Node item, IConfigView config) => item with { Present = machine.Things.ContainsKey("node " + item.Name) };
}

public sealed class MemberReconciler(SimulatedMachine machine) : Reconciler<Member>
{
    public override Task EnsureAsync(Member want, IApplyScope scope, CancellationToken ct)
    {
        var node = scope.Config.Resolve(want.Node)!;
        if (!machine.Things.ContainsKey("node " + node.Name) && !node.Disabled) throw new NotReadyException("no node");
        machine.Ensure(KeyOf(want), node.Name + " " + want.Text);
        if (scope.Last is Member last && KeyOf(last) != KeyOf(want)) machine.Remove(KeyOf(last));
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(Member last, IApplyScope scope, CancellationToken ct)
    {
        machine.Remove(KeyOf(last));
        return Task.CompletedTask;
    }

    // Numbers of dynamic items are another after a restart.
    private static string KeyOf(Member member) => "member " + (member.Dynamic ? member.Text : member.Id);
}


public sealed class TestSettingsReconciler(SimulatedMachine machine) : Reconciler<TestSettings>
{
    public override Task EnsureAsync(TestSettings want, IApplyScope scope, CancellationToken ct)
    {
        machine.Ensure("motto", want.Motto);
        if (want.Kick is { } kick) machine.Ensure("kick", kick.ToString());
        return Task.CompletedTask;
    }
}

public sealed class TestPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Node, NodeReconciler>()
        .Menu<Member, MemberReconciler>()
        .Menu<TestSettings, TestSettingsReconciler>();
}
