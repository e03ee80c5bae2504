using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

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
