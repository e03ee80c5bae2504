using Appliance.Console.Language;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Commands.Lists;

/// <summary>The value of a property, or without its name an array of all.</summary>
internal sealed class Get() : ListCommand("get", "Gets value of item's property")
{
    private static readonly Argument s_number = new("number", ArgumentKind.Items, "Item number or name", IsUnnamed: true);
    private static readonly Argument s_name = new("value-name", ArgumentKind.PropertyName, "Name of the property", IsUnnamed: true);

    protected override bool Fits(MenuSchema schema) => true;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => schema.IsSettings ? [s_name] : [s_number, s_name];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var row = call.Menu.Schema!.IsSettings ? call.Session.Router.Record(call.Menu) : await RowAsync(call, ct);
        var config = call.Session.Router.Config;
        if (call.Find("value-name") is not { Value: { } expression } given) return Rows.Record(call.Menu, row, config);
        var name = await call.TextAsync(expression, ct);
        var fields = RowFields.Of(call.Menu);
        if ((fields.Find(name) ?? Only(fields, name)) is not { } field) throw new CommandFailure(Problems.NoMatch(given.Argument.Name).Sentence);
        return field.Read(row, config);
    }

    private static async ValueTask<Entry> RowAsync(Invocation call, CancellationToken ct)
    {
        var items = await Items.AskedAsync(call, "number", ct);
        if (items is not [var id]) throw new CommandFailure(items.Count == 0 ? Problems.NoSuchItem.Sentence : "invalid internal item number");
        return call.Session.Router.Row(call.Menu, id) ?? throw new CommandFailure(Problems.NoSuchItem.Sentence);
    }

    private static RowField? Only(RowFields fields, string prefix)
    {
        var matches = fields.All.Where(field => field.Name.StartsWith(prefix, StringComparison.Ordinal)).Take(2).ToList();
        return matches is [var only] && prefix.Length > 0 ? only : null;
    }
}
