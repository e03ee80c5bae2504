using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands.Lists;

/// <summary>Changes items, or the one record of a menu.</summary>
internal sealed class Set() : ListCommand("set", "Change item properties")
{
    protected override bool Fits(MenuSchema schema) => !schema.Attribute.ReadOnly && (!schema.IsSettings || schema.Typed.Count > 0);

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) =>
        schema.IsSettings ? Properties(schema) : Properties(schema).Prepend(Numbers);

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var items = call.Menu.Schema!.IsSettings ? [] : await Items.AskedAsync(call, "numbers", ct);
        var values = await call.AssignmentsAsync(ct);
        // An empty [find] means no item, never all of them.
        if (values.Count == 0 || items.Count == 0 && !call.Menu.Schema.IsSettings) return Nil.Value;
        Failures.ThrowIfAny(await call.Session.Router.SetAsync(call.Menu, items, values, ct));
        return Nil.Value;
    }
}
