using Appliance.Console.Language;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Commands.Lists;

/// <summary>Rows of a menu that a condition holds for.</summary>
internal static class Rows
{
    public static ValueTask<IReadOnlyList<Item>> WhereAsync(Invocation call, Expression? condition, CancellationToken ct) =>
        WhereAsync(call, condition, Named(call, condition) ?? call.Session.Router.Rows(call.Menu), ct);

    public static async ValueTask<IReadOnlyList<Item>> WhereAsync(Invocation call, Expression? condition, IEnumerable<Item> rows, CancellationToken ct)
    {
        if (condition is null) return [.. rows];
        using var scope = call.Scope.Inner();
        var found = new List<Item>();
        foreach (var row in rows)
        {
            await call.Evaluator.StepAsync(ct);
            scope.Row = row;
            if (await call.Evaluator.HoldsAsync(condition, scope, ct)) found.Add(row);
        }
        return found;
    }

    /// <summary>A record as an array: <c>.id</c>, then the properties that have a value.</summary>
    public static Arr Record(MenuNode menu, Entry row, IReferences config) => Arr.Of(RowFields.Of(menu).All
        .Select(field => ((string?)field.Name, Value: field.Read(row, config)))
        .Where(element => element.Value is not Nil && (row is Item || element.Item1 != ".id")));

    /// <summary>The only row that a condition on the name leaves, without looking at all of them; null for other conditions.</summary>
    private static IEnumerable<Item>? Named(Invocation call, Expression? condition)
    {
        if (call.Menu.Schema is not { IsNamed: true } || NameIn(condition) is not { } name) return null;
        var router = call.Session.Router;
        return router.TryFind(call.Menu, name, out var id) && router.Row(call.Menu, id) is { } row ? [row] : [];
    }

    private static string? NameIn(Expression? condition) => condition is not Binary binary ? null : binary.Operator switch
    {
        Operator.And => NameIn(binary.Left) ?? NameIn(binary.Right),
        Operator.Equal when binary.Left is FieldUse { Field.Name: "name" } => binary.Right switch
        {
            Word word => word.Text,
            Constant { Value: Str text } => text.Content,
            _ => null,
        },
        _ => null,
    };
}
