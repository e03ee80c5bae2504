using Appliance.Console.Language.Evaluation;
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
