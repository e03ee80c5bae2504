using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:pick "abcde" 1 3</c>: a range of characters or elements.</summary>
internal sealed class Pick() : GlobalCommand("pick", "return range of string characters or array values",
    new Argument("value", ArgumentKind.Value, IsUnnamed: true), new Argument("begin", ArgumentKind.Value, IsUnnamed: true), new Argument("end", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var value = await call.RequiredAsync("value", ct);
        var array = value as Arr;
        var count = array?.Count ?? value.Text.Length;
        if (await call.NumberAsync("begin", ct) is not { } begin) throw new CommandFailure("missing value(s) of argument(s) begin");
        if (await call.NumberAsync("end", ct) is not { } end)
        {
            if (begin < 0 || begin >= count) return Nil.Value;
            return array is not null ? array.Elements[(int)begin].Value : new Str(value.Text.Substring((int)begin, 1));
        }
        var from = (int)Math.Clamp(begin, 0, count);
        var to = (int)Math.Clamp(end, from, count);
        return array is not null ? Arr.Of(array.Elements.Skip(from).Take(to - from)) : new Str(value.Text[from..to]);
    }
}

/// <summary><c>:find "abc" "b" -1</c>: the first place after a position.</summary>
internal sealed class FindIn() : GlobalCommand("find", "Find items by value",
    new Argument("in", ArgumentKind.Value, IsUnnamed: true), new Argument("key", ArgumentKind.Value, IsUnnamed: true), new Argument("after", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var (value, key) = (await call.RequiredAsync("in", ct), await call.RequiredAsync("key", ct));
        var start = (int)Math.Clamp((await call.NumberAsync("after", ct) ?? -1) + 1, 0, int.MaxValue);
        if (value is Arr array)
        {
            for (var i = start; i < array.Count; i++)
            {
                if (Comparison.AreEqual(array.Elements[i].Value, key)) return new Num(i);
            }
            return Nil.Value;
        }
        var found = start > value.Text.Length ? -1 : value.Text.IndexOf(key.Text, start, StringComparison.Ordinal);
        return found < 0 ? Nil.Value : new Num(found);
    }
}

/// <summary>Makes commands of text.</summary>
internal sealed class Parse() : GlobalCommand("parse", "build command from text", new Argument("source", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var source = (await call.RequiredAsync("source", ct)).Text;
        try
        {
            return new Code(Parser.Parse(source, call.Session.Router.Root, call.Session.Menu, VariableNames.Any()), call.Session.Menu, () => source);
        }
        catch (SyntaxException problem)
        {
            throw new CommandFailure(problem.Message);
        }
    }
}

/// <summary><c>:log info "text"</c>.</summary>
internal sealed class Log() : GlobalCommand("log", "write to the router's log",
    new Argument("topic", ArgumentKind.Value, IsUnnamed: true), new Argument("message", ArgumentKind.Value, IsUnnamed: true))
{
    private static readonly string[] s_topics = ["debug", "error", "info", "warning"];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var typed = (await call.RequiredAsync("topic", ct)).Text;
        var topic = typed.Length == 0 ? null : s_topics.FirstOrDefault(topic => topic.StartsWith(typed, StringComparison.Ordinal));
        call.Session.Log(topic ?? throw new CommandFailure("input does not match any value of topic"), (await call.RequiredAsync("message", ct)).Text);
        return Nil.Value;
    }
}
