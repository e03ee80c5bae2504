using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Commands.Lists;

/// <summary>The numbers of the items that a condition holds for.</summary>
internal sealed class Find() : ListCommand("find", "Find items by value")
{
    protected override bool Fits(MenuSchema schema) => !schema.IsSettings;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => [new Argument("where", ArgumentKind.Condition, "", IsUnnamed: true)];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct) =>
        Arr.Of((await Rows.WhereAsync(call, call.Find("where")?.Value, ct)).Select(row => (Value)new Id(row.Id)));
}
