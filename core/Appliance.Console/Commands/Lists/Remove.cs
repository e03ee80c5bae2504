using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands.Lists;

/// <summary>Removes items.</summary>
internal sealed class Remove() : ListCommand("remove", "Remove item")
{
    protected override bool Fits(MenuSchema schema) => schema.CanRemove;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => [Numbers];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var items = await Items.AskedAsync(call, "numbers", ct);
        if (items.Count > 0) Failures.ThrowIfAny(await call.Session.Router.RemoveAsync(call.Menu, items, ct));
        return Nil.Value;
    }
}
