using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Commands.Lists;

/// <summary><c>enable</c> and <c>disable</c>.</summary>
internal sealed class Switch(string name, string help, bool disabled) : ListCommand(name, help)
{
    protected override bool Fits(MenuSchema schema) => schema.CanDisable;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => [Numbers];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var items = await Items.AskedAsync(call, "numbers", ct);
        if (items.Count > 0) Failures.ThrowIfAny(await call.Session.Router.SetAsync(call.Menu, items, [new Assignment("disabled", disabled ? "yes" : "no")], ct));
        return Nil.Value;
    }
}
