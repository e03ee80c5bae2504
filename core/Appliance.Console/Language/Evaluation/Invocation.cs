using Appliance.Console.Commands;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Language.Evaluation;

/// <summary>A command that is being run, with what was typed for it.</summary>
internal sealed class Invocation(CommandCall call, Evaluator evaluator, Scope scope)
{
    public MenuNode Menu => call.Menu;

    public MenuCommand Command => call.Command;

    public IReadOnlyList<ArgumentValue> Given => call.Arguments;

    public SessionState Session => evaluator.Session;

    public Evaluator Evaluator => evaluator;

    public Scope Scope => scope;

    public ArgumentValue? Find(string name)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Argument.Name == name) return argument;
        }
        return null;
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The argument's value; nothing when it was not given.</summary>
    public ValueTask<Value> ValueAsync(string name, CancellationToken ct) =>
        Find(name)?.Value is { } expression ? evaluator.EvaluateAsync(expression, scope, ct) : new(Nil.Value);

    /// <summary>The argument's value, which must have been given.</summary>
    public ValueTask<Value> RequiredAsync(string name, CancellationToken ct) =>
        Has(name) ? ValueAsync(name, ct) : throw new CommandFailure(Problems.Missing([name]).Sentence);

    public async ValueTask<long?> NumberAsync(string name, CancellationToken ct) => Find(name) is null ? null : await ValueAsync(name, ct) switch
    {
        Num { Number: var number } => number,
        { } other => Literals.Of(other.Text) is Num { Number: var number } ? number : throw new CommandFailure(Problems.Invalid(name).Sentence),
    };

    /// <summary>Commands in braces, run in their own scope.</summary>
    public async ValueTask<Value> RunCodeAsync(string name, CancellationToken ct, params (string Name, Value Value)[] variables) =>
        await evaluator.RunCodeAsync(await ValueAsync(name, ct), scope, ct, variables);

    /// <summary>What a property gets: text as it was typed, or the text of a value.</summary>
    public async ValueTask<string> TextAsync(Expression expression, CancellationToken ct) =>
        expression is Word word ? word.Text : PropertyText(await evaluator.EvaluateAsync(expression, scope, ct));

    /// <summary>The properties that were typed.</summary>
    public async ValueTask<List<Assignment>> AssignmentsAsync(CancellationToken ct)
    {
        var assignments = new List<Assignment>(call.Arguments.Count);
        var size = 0L;
        foreach (var argument in call.Arguments)
        {
            if (argument.Argument.Property is null && !argument.Argument.CanUnset) continue;
            using var held = scope.Budget.Hold(size);
            var text = argument.Value is null ? null : await TextAsync(argument.Value, ct);
            size += text?.Length ?? 0;
            assignments.Add(new Assignment(argument.Argument.Name, text));
        }
        return assignments;
    }

    private static string PropertyText(Value value) => value is Arr array ? string.Join(',', array.Elements.Select(element => element.Value.Text)) : value.Text;
}
