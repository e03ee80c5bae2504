using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands.Lists;

/// <summary>Moves items in front of another one, or to the end.</summary>
internal sealed class Move() : ListCommand("move", "Change order of items")
{
    private static readonly Argument s_destination = new("destination", ArgumentKind.Items, "Item before which the others are put", IsUnnamed: true);

    protected override bool Fits(MenuSchema schema) => !schema.IsSettings && schema.Attribute is { Ordered: true, ReadOnly: false };

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => [Numbers, s_destination];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var items = await Items.AskedAsync(call, "numbers", ct);
        var before = ItemId.None;
        if (call.Has("destination") && await Items.GivenAsync(call, "destination", ct) is [var one, ..]) before = one;
        if (items.Count > 0) Failures.ThrowIfAny(await call.Session.Router.MoveAsync(call.Menu, items, before, ct));
        return Nil.Value;
    }
}
