using System.Runtime.CompilerServices;
using System.Text;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Console.Sessions;
using Appliance.Engine.Access;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Runs statements and computes expressions.</summary>
internal sealed class Evaluator(SessionState session)
{
    private readonly Patterns _patterns = new();
    private readonly FairShare _share = new();
    private int _depth;

    public SessionState Session { get; } = session;

    /// <summary>Runs statements in a scope that the caller made for them.</summary>
    /// <returns>The value of the last one, or of <c>:return</c>.</returns>
    public async ValueTask<Value> RunAsync(Block block, Scope scope, CancellationToken ct)
    {
        if (_depth >= Limits.Nesting) throw new CommandFailure("runtime limit exceeded");
        _depth++;
        try
        {
            Value last = Nil.Value;
            foreach (var statement in block.Statements)
            {
                await StepAsync(ct);
                try
                {
                    last = await RunAsync(statement, scope, ct);
                }
                catch (CommandFailure failure) when (failure.PassesBy(block.Text, statement.At))
                {
                    throw;
                }
                if (scope.Returned is not null) return scope.Returned;
                if (Session.IsQuitting) break;
            }
            return last;
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>Runs code that a command got, in a scope of its own inside the command's.</summary>
    public async ValueTask<Value> RunCodeAsync(Value code, Scope outside, CancellationToken ct, params (string Name, Value Value)[] variables)
    {
        if (code is not Code commands) return code;
        using var scope = outside.Inner();
        foreach (var (name, value) in variables) scope.Declare(name, value);
        var result = await RunAsync(commands.Body(Session.Router.Root), scope, ct);
        outside.Returned ??= scope.Returned;
        return result;
    }

    /// <summary>Called at each step of what may take for ever: ends it at Ctrl-C, and lets other sessions have a turn.</summary>
    public ValueTask StepAsync(CancellationToken ct) => _share.StepAsync(ct);

    public async ValueTask<Value> EvaluateAsync(Expression expression, Scope scope, CancellationToken ct)
    {
        // Computations, blocks and functions that nest deeper than the stack: the process would end.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new CommandFailure("runtime limit exceeded");
        switch (expression)
        {
            case Word word: return word.Value;
            case Constant constant: return constant.Value;
            case VariableUse variable: return scope.Get(variable.Name);
            case FieldUse field: return scope.Row is { } row ? field.Field.Read(row, Session.Router.Config) : Nil.Value;
            case CodeLiteral code: return new Code(code.Body, code.Menu, () => code.Text[code.At..code.End]);
            case Substitution substitution: return await InsideAsync(substitution.Body, scope, ct);
            case Interpolated text: return await InterpolateAsync(text, scope, ct);
            case ArrayLiteral array:
                {
                    var elements = new List<(string?, Value)>(array.Elements.Count);
                    var size = 0L;
                    foreach (var (key, element) in array.Elements)
                    {
                        using var held = scope.Budget.Hold(size);
                        var value = await EvaluateAsync(element, scope, ct);
                        size += value.Size;
                        elements.Add((key, value));
                    }
                    return Arr.Of(elements);
                }
            case Unary unary: return Operations.Apply(unary.Operator, await EvaluateAsync(unary.Operand, scope, ct));
            case Binary binary: return await BinaryAsync(binary, scope, ct);
            default: throw new InvalidOperationException(expression.GetType().Name);
        }
    }

    /// <summary>Whether a condition holds for the row of the scope.</summary>
    public async ValueTask<bool> HoldsAsync(Expression condition, Scope scope, CancellationToken ct) => Operations.IsTrue(await EvaluateAsync(condition, scope, ct));

    private async ValueTask<Value> RunAsync(Statement statement, Scope scope, CancellationToken ct)
    {
        switch (statement)
        {
            case CommandCall call:
                return await RunAsync(new Invocation(call, this, scope), ct);
            case EnterMenu enter:
                if (scope.IsLine) Session.Menu = enter.Menu;
                return Nil.Value;
            case Block block: return await InsideAsync(block, scope, ct);
            case FunctionCall function: return await CallAsync(function, scope, ct);
            case UnknownCommand unknown: throw new CommandFailure(unknown.Sentence);
            default: throw new InvalidOperationException(statement.GetType().Name);
        }
    }

    private static async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        try
        {
            return call.Command.Console is { } command ? await command.RunAsync(call, ct) : await PluginCall.RunAsync(call, ct);
        }
        catch (NotPermittedException denied)
        {
            throw new CommandFailure(denied.Message);
        }
    }

    private async ValueTask<Value> InsideAsync(Block block, Scope outside, CancellationToken ct)
    {
        using var scope = outside.Inner();
        var value = await RunAsync(block, scope, ct);
        outside.Returned ??= scope.Returned;
        return value;
    }

    private async ValueTask<Value> CallAsync(FunctionCall call, Scope scope, CancellationToken ct)
    {
        if (scope.Get(call.Name) is not Code code) return scope.Get(call.Name);
        using var inside = scope.Function();
        inside.Declare("0", new Str("$" + call.Name));
        var position = 0;
        foreach (var (name, value) in call.Arguments)
        {
            inside.Declare(name ?? (++position).ToString(System.Globalization.CultureInfo.InvariantCulture), await EvaluateAsync(value, scope, ct));
        }
        return await RunAsync(code.Body(Session.Router.Root), inside, ct);
    }

    private async ValueTask<Value> InterpolateAsync(Interpolated text, Scope scope, CancellationToken ct)
    {
        var result = new StringBuilder();
        foreach (var part in text.Parts)
        {
            using var held = scope.Budget.Hold(result.Length);
            var more = (await EvaluateAsync(part, scope, ct)).Text;
            Limits.Check(result.Length + (long)more.Length);
            result.Append(more);
        }
        return new Str(result.ToString());
    }

    // A sum of many terms leans to the left, term upon term: it is walked down and computed upwards, not by recursion.
    private async ValueTask<Value> BinaryAsync(Binary last, Scope scope, CancellationToken ct)
    {
        if (last.Left is not Binary) return await ApplyAsync(last, await EvaluateAsync(last.Left, scope, ct), scope, ct);
        var terms = new Stack<Binary>();
        Expression first = last;
        for (; first is Binary term; first = term.Left) terms.Push(term);
        var value = await EvaluateAsync(first, scope, ct);
        while (terms.TryPop(out var term)) value = await ApplyAsync(term, value, scope, ct);
        return value;
    }

    private async ValueTask<Value> ApplyAsync(Binary binary, Value left, Scope scope, CancellationToken ct)
    {
        if (binary.Operator is Operator.And or Operator.Or)
        {
            var truth = Operations.IsTrue(left);
            if (truth == (binary.Operator == Operator.Or)) return Bool.Of(truth);
            return Bool.Of(Operations.IsTrue(await EvaluateAsync(binary.Right, scope, ct)));
        }
        using var held = scope.Budget.Hold(left.Size);
        var right = await EvaluateAsync(binary.Right, scope, ct);
        return binary.Operator switch
        {
            Operator.Matches => Bool.Of(Arr.ElementsOf(left).Any(element => _patterns.Match(right.Text, element.Value.Text))),
            Operator.Equal or Operator.NotEqual when binary is { Left: FieldUse, Right: Word word } => Bool.Of(Comparison.IsField(left, word) == (binary.Operator == Operator.Equal)),
            _ => Operations.Apply(binary.Operator, left, right),
        };
    }
}
