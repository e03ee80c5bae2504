using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:set name value</c>, <c>:set ($array->"key") value</c>; without a value, forgets a global variable.</summary>
internal sealed class SetVariable() : GlobalCommand("set", "Change item properties",
    new Argument("name", ArgumentKind.Variable, IsUnnamed: true), new Argument("value", ArgumentKind.Value, IsUnnamed: true), new Argument("do", ArgumentKind.Function))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var argument = call.Has("do") ? "do" : "value";
        var value = call.Has(argument) ? await call.ValueAsync(argument, ct) : null;
        switch (call.Find("name")?.Value)
        {
            case Constant { Value: Str { Content: var name } }:
                call.Scope.Set(name, value);
                break;
            case Binary { Operator: Operator.Element } element:
                await SetElementAsync(call, element, value ?? Nil.Value, ct);
                break;
            default: throw new CommandFailure("missing value(s) of argument(s) name");
        }
        return Nil.Value;
    }

    private static async ValueTask SetElementAsync(Invocation call, Binary element, Value value, CancellationToken ct)
    {
        var key = await call.Evaluator.EvaluateAsync(element.Right, call.Scope, ct);
        var array = await call.Evaluator.EvaluateAsync(element.Left, call.Scope, ct) as Arr ?? Arr.Empty;
        var changed = array.With(key, value);
        if (element.Left is VariableUse variable) call.Scope.Set(variable.Name, changed);
        else if (element.Left is Binary { Operator: Operator.Element } outer) await SetElementAsync(call, outer, changed, ct);
        else throw new CommandFailure("syntax error");
    }
}
