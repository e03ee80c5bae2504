using Appliance.Console.Commands;
using Appliance.Console.Language.Values;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Runs a command that a plugin brought.</summary>
internal static class PluginCall
{
    public static async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var router = call.Session.Router;
        var arguments = new List<Assignment>(call.Given.Count);
        foreach (var given in call.Given)
        {
            if (given.Argument.Kind == ArgumentKind.Items)
            {
                arguments.Add(new Assignment(given.Argument.Name, Texts(call, given.Argument.Property!, await Items.GivenAsync(call, given.Argument.Name, ct))));
                continue;
            }
            var text = given.Value is null ? null : await call.TextAsync(given.Value, ct);
            if (text is not null && given.Argument.Property is { IsReference: true } property) text = Item(call, property, text);
            arguments.Add(new Assignment(given.Argument.Name, text));
        }
        await AskMissingAsync(call, arguments, ct);
        // What such a command does may outlive this machine's service: what was acknowledged before it must be on disk.
        if (router.Deferred) await router.FlushAsync(ct);
        using var context = new CommandContext(call.Session);
        Failures.ThrowIfAny(await router.RunAsync(call.Command.Plugin!, arguments, context, ct));
        return context.Returned;
    }

    /// <summary>A number of the last print stands for an item of the menu, also where the command takes a reference to it.</summary>
    private static string Item(Invocation call, PropertySchema property, string text)
    {
        if (call.Menu.Schema is not { } schema || !property.ReferenceTarget!.IsAssignableFrom(schema.Type) || !int.TryParse(text, out var number)) return text;
        if (call.Session.Router.TryFind(call.Menu, text, out _)) return text;
        var id = call.Session.Numbers.Find(call.Menu, number, call.Session.Router);
        return id.IsNone ? throw new CommandFailure(Problems.NoSuchItem.Sentence) : id.ToString();
    }

    private static string Texts(Invocation call, PropertySchema property, IReadOnlyList<ItemId> items)
    {
        if (!property.IsText) return string.Join(',', items);
        var names = call.Session.Router.Rows(call.Menu).OfType<NamedItem>().ToDictionary(row => row.Id, row => row.Name);
        return string.Join(',', items.Select(id => names.GetValueOrDefault(id) ?? throw new CommandFailure(Problems.NoSuchItem.Sentence)));
    }

    private static async ValueTask AskMissingAsync(Invocation call, List<Assignment> arguments, CancellationToken ct)
    {
        if (!call.Session.Terminal.Interactive) return;
        foreach (var property in call.Command.Plugin!.Arguments)
        {
            if (!property.IsRequired || arguments.Exists(given => given.Property == property.Name)) continue;
            arguments.Add(new Assignment(property.Name, property.IsItems
                ? Texts(call, property, await Items.AskedAsync(call, property.Name, ct))
                : await Questions.AskAsync(call.Session, property, ct)));
        }
    }
}
