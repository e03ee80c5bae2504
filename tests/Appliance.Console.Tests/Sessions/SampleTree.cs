using System.Collections.Frozen;
using Appliance.Engine.Schema;
using Appliance.Sdk.Plugins;

namespace Appliance.Console.Tests.Sessions;

/// <summary>A small tree of menus.</summary>
internal static class SampleTree
{
    public static MenuNode Make() => Node("", "/", null, [Command<SampleCommand>("ping")],
        Node("xen", "/xen", typeof(Guest), [Command<StartGuest>("start")], Node("interface", "/xen interface", typeof(GuestInterface), [])),
        Node("system", "/system", null, [], Node("identity", "/system identity", typeof(SampleIdentity), [])),
        Node("rule", "/rule", typeof(SampleRule), []),
        Node("interface", "/interface", null, [], Node("ethernet", "/interface ethernet", null, []), Node("virtual-ethernet", "/interface virtual-ethernet", null, [])),
        Node("log", "/log", typeof(SampleLine), []));

    private static CommandSchema Command<T>(string name) where T : class, ICommand => new(name, typeof(T), Activator.CreateInstance<T>);

    private static MenuNode Node(string name, string path, Type? type, CommandSchema[] commands, params MenuNode[] children)
    {
        var node = new MenuNode
        {
            Name = name,
            Path = path,
            Schema = type is null ? null : new MenuSchema(type),
            Commands = commands.ToFrozenDictionary(command => command.Name),
            Children = children.ToFrozenDictionary(child => child.Name),
        };
        foreach (var child in children) child.Parent = node;
        return node;
    }
}
