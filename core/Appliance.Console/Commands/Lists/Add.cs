using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands.Lists;

/// <summary>Adds an item; its value is the new number.</summary>
internal sealed class Add() : ListCommand("add", "Create a new item")
{
    protected override bool Fits(MenuSchema schema) => !schema.IsSettings && !schema.IsFamily && schema.Attribute is { Fixed: false, ReadOnly: false };

    protected override IEnumerable<Argument> Arguments(MenuSchema schema)
    {
        var all = Properties(schema).Append(new Argument("copy-from", ArgumentKind.Items, "Item number"));
        return schema.Attribute.Ordered ? all.Append(new Argument("place-before", ArgumentKind.Items, "Item number")) : all;
    }

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var values = await call.AssignmentsAsync(ct);
        var copyFrom = await OneAsync(call, "copy-from", ct);
        var before = await OneAsync(call, "place-before", ct);
        if (call.Session.Terminal.Interactive && copyFrom.IsNone) await AskMissingAsync(call, values, ct);
        var (id, problems) = await call.Session.Router.AddAsync(call.Menu, values, copyFrom, before, ct);
        Failures.ThrowIfAny(problems);
        return new Id(id);
    }

    private static async ValueTask<ItemId> OneAsync(Invocation call, string argument, CancellationToken ct)
    {
        if (!call.Has(argument)) return ItemId.None;
        return await Items.GivenAsync(call, argument, ct) is [var one] ? one : throw new CommandFailure(Problems.Invalid(argument).Sentence);
    }

    private static async ValueTask AskMissingAsync(Invocation call, List<Assignment> values, CancellationToken ct)
    {
        foreach (var property in call.Menu.Schema!.Typed)
        {
            if (!property.IsRequired || values.Exists(given => given.Property == property.Name)) continue;
            values.Add(new Assignment(property.Name, await Questions.AskAsync(call.Session, property, ct)));
        }
    }
}
