using System.Globalization;
using Appliance.Console.Commands.Language;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Commands.Lists;

/// <summary>Shows a list or a record.</summary>
internal sealed class Print() : ListCommand("print", "Print values of item properties")
{
    private static readonly Argument[] s_record =
    [
        new("as-value", ArgumentKind.Flag),
        new("detail", ArgumentKind.Flag, "Displays detailed information"),
        new("file", ArgumentKind.Value, "Prints into a text file"),
        new("interval", ArgumentKind.Value, "Displays information and refreshes it in selected time interval"),
        new("without-paging", ArgumentKind.Flag, "Displays information in one piece"),
    ];

    private static readonly Argument[] s_list =
    [
        .. s_record,
        new("brief", ArgumentKind.Flag, "Displays brief description"),
        new("count-only", ArgumentKind.Flag, "Shows only the count of items"),
        new("from", ArgumentKind.Items, "Item name or number obtained from print command"),
        new("proplist", ArgumentKind.Value, "List of properties to show"),
        new("show-ids", ArgumentKind.Flag, "Shows internal numbers"),
        new("terse", ArgumentKind.Flag, "Show details in compact and machine friendly format"),
        new("value-list", ArgumentKind.Flag, "Show properties one per line"),
        new("where", ArgumentKind.Condition, "Shows only the items that a condition holds for"),
    ];

    private static readonly Argument[] s_growing =
    [
        .. s_list,
        new("follow", ArgumentKind.Flag, "Shows new entries as they come"),
        new("follow-only", ArgumentKind.Flag, "Shows only new entries, as they come"),
    ];

    protected override bool Fits(MenuSchema schema) => true;

    protected override IEnumerable<Argument> Arguments(MenuSchema schema) => schema.IsSettings ? s_record : schema.IsGrowing ? s_growing : s_list;

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        if (call.Has("file")) return await ToFileAsync(call, ct);
        if (call.Has("follow") || call.Has("follow-only")) return await FollowAsync(call, ct);
        if (!call.Has("interval")) return await OnceAsync(call, call.Session.Terminal.Out, ct);
        if (Conversions.ToTime(await call.ValueAsync("interval", ct)) is not Time { Span: var interval }) throw new CommandFailure(Problems.InvalidTime("interval").Sentence);
        if (interval < TimeSpan.FromMilliseconds(100) || interval > TimeSpan.FromDays(1)) throw new CommandFailure(Problems.Range("interval", "00:00:00.100", "1d00:00:00", " .. ").Sentence);
        return await Repeated.RunAsync(call, interval, () => OnceAsync(call, call.Session.Terminal.Out, ct), ct);
    }

    private static async ValueTask<Value> ToFileAsync(Invocation call, CancellationToken ct)
    {
        var text = new StringWriter();
        var value = await OnceAsync(call, text, ct);
        await TextFiles.WriteAsync(call, ".txt", to => to.Write(text.GetStringBuilder()), ct);
        return value;
    }

    private static async ValueTask<Value> OnceAsync(Invocation call, TextWriter output, CancellationToken ct)
    {
        var (router, schema) = (call.Session.Router, call.Menu.Schema!);
        var options = await OptionsAsync(call, ct);
        if (schema.IsSettings)
        {
            var record = router.Record(call.Menu);
            if (call.Has("as-value")) return Rows.Record(call.Menu, record, router.Config);
            Printer.PrintRecord(schema.Properties, record, options, router.Config, output);
            return Nil.Value;
        }
        var rows = await FromAsync(call, await Rows.WhereAsync(call, call.Find("where")?.Value, ct), ct);
        if (call.Has("as-value")) return Arr.Of(rows.Select(row => (Value)Rows.Record(call.Menu, row, router.Config)));
        if (call.Has("count-only"))
        {
            output.Write(rows.Count.ToString(CultureInfo.InvariantCulture) + "\n");
            return new Num(rows.Count);
        }
        var paged = call.Session.Terminal.Interactive && !call.Has("without-paging") && !call.Has("interval") && !call.Has("file") ? new StringWriter() : null;
        call.Session.Numbers.Remember(call.Menu, Printer.Print(Form(call), schema, rows, options, router.Config, paged ?? output));
        if (paged is not null) await call.Session.Terminal.PageAsync(paged.ToString(), ct);
        return Nil.Value;
    }

    private static async ValueTask<Value> FollowAsync(Invocation call, CancellationToken ct)
    {
        var options = await OptionsAsync(call, ct);
        var (session, shown) = (call.Session, 0);
        await Followed.RunAsync(call, call.Has("follow-only"), Show, ct);
        return Nil.Value;

        void Show(IReadOnlyList<Item> rows) =>
            shown += Printer.Print(Form(call), call.Menu.Schema!, rows, options with { Width = session.Terminal.Width, First = shown }, session.Router.Config, session.Terminal.Out).Count;
    }

    private static async ValueTask<PrintOptions> OptionsAsync(Invocation call, CancellationToken ct) => new()
    {
        Width = call.Session.Terminal.Width,
        ShowIds = call.Has("show-ids"),
        Properties = await PropertiesAsync(call, call.Menu.Schema!, ct),
    };

    private static PrintForm Form(Invocation call) => call.Has("detail") ? PrintForm.Detail
        : call.Has("terse") ? PrintForm.Terse
        : call.Has("value-list") ? PrintForm.ValueList
        : PrintForm.Brief;

    private static async ValueTask<IReadOnlyList<Item>> FromAsync(Invocation call, IReadOnlyList<Item> rows, CancellationToken ct)
    {
        if (!call.Has("from")) return rows;
        var wanted = (await Items.GivenAsync(call, "from", ct)).ToHashSet();
        return [.. rows.Where(row => wanted.Contains(row.Id))];
    }

    private static async ValueTask<IReadOnlyList<PropertySchema>?> PropertiesAsync(Invocation call, MenuSchema schema, CancellationToken ct)
    {
        if (call.Find("proplist")?.Value is not { } expression) return null;
        var names = (await call.TextAsync(expression, ct)).Split(',');
        return [.. names.Select(name => schema.Property(name) ?? throw new CommandFailure(Problems.NoMatch("proplist").Sentence))];
    }
}
