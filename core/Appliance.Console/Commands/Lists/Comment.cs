using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Commands.Lists;

/// <summary>Sets the comment of items; without one, takes it away.</summary>
internal sealed class Comment() : ListCommand("comment", "Set comment for items")
{
    private static readonly Argument s_comment = new("comment", ArgumentKind.Value, "Short description of the item", IsUnnamed: true);

    protected override bool Fits(MenuSchema schema) => schema.CanComment;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => [Numbers, s_comment];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var items = await Items.AskedAsync(call, "numbers", ct);
        var text = call.Find("comment")?.Value is { } comment ? await call.TextAsync(comment, ct) : "";
        if (items.Count > 0) Failures.ThrowIfAny(await call.Session.Router.SetAsync(call.Menu, items, [new Assignment("comment", text)], ct));
        return Nil.Value;
    }
}
