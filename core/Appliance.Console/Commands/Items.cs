using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands;

/// <summary>Which items a command means: numbers of the last print, names, <c>*id</c>, and lists of them.</summary>
internal static class Items
{
    /// <summary>The items of an argument; asks for them when it was not given.</summary>
    public static async ValueTask<IReadOnlyList<ItemId>> AskedAsync(Invocation call, string argument, CancellationToken ct)
    {
        if (call.Has(argument)) return await GivenAsync(call, argument, ct);
        if (!call.Session.Terminal.Interactive) throw new CommandFailure(Problems.Missing([argument]).Sentence);
        return Of(call, new Str(await Questions.AskAsync(call.Session, argument, ct)));
    }

    /// <summary>The items of an argument that was given.</summary>
    public static async ValueTask<IReadOnlyList<ItemId>> GivenAsync(Invocation call, string argument, CancellationToken ct) =>
        Of(call, call.Find(argument)!.Value is Word word ? new Str(word.Text) : await call.ValueAsync(argument, ct));

    private static List<ItemId> Of(Invocation call, Value value)
    {
        var items = new List<ItemId>();
        foreach (var (_, element) in Arr.ElementsOf(value))
        {
            if (element is Arr) items.AddRange(Of(call, element));
            else if (element is Id id) items.Add(id.Item);
            else AddText(call, element.Text, items);
        }
        return items;
    }

    private static void AddText(Invocation call, string text, List<ItemId> items)
    {
        if (text.Length == 0) return;
        if (call.Session.Router.TryFind(call.Menu, text, out var named) && !IsNumber(text)) items.Add(named);
        else if (text.Contains(',')) foreach (var part in text.Split(',')) items.Add(One(call, part));
        else items.Add(One(call, text));
    }

    private static ItemId One(Invocation call, string text)
    {
        var router = call.Session.Router;
        var id = ItemId.None;
        if (ItemId.TryParse(text, out var typed)) id = typed;
        else if (IsNumber(text) && int.TryParse(text, out var number)) id = call.Session.Numbers.Find(call.Menu, number, router);
        if (id.IsNone && router.TryFind(call.Menu, text, out var named)) id = named;
        return id.IsNone ? throw new CommandFailure(Problems.NoSuchItem.Sentence) : id;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);
}
