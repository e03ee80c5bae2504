using Appliance.Console.Exporting;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Access;
using Appliance.Engine.Schema;
using Appliance.Engine.Schema.Types;

namespace Appliance.Console.Commands.Lists;

/// <summary>The commands that make what is configured in a menu and below it, on the screen or in a file.</summary>
internal sealed class Export() : ConsoleCommand("export", "Print or save an export script that can be used to restore configuration")
{
    private const string Extension = ".rsc";
    private const int FileWidth = 80;
    private static readonly string s_version = typeof(Export).Assembly.GetName().Version!.ToString(2);

    private static readonly Argument[] s_arguments =
    [
        new("compact", ArgumentKind.Flag, "Only what differs from the defaults; that is the default"),
        new("file", ArgumentKind.Value, "File name"),
        new("hide-sensitive", ArgumentKind.Flag, "Leaves out passwords and keys"),
        new("show-sensitive", ArgumentKind.Flag, "Shows passwords and keys; that is the default"),
        new("terse", ArgumentKind.Flag, "Every command in one line, with its whole path"),
        new("verbose", ArgumentKind.Flag, "All properties, also those that have their defaults"),
    ];

    public override bool ExistsIn(MenuNode menu) => Menus(menu).Any();

    public override IEnumerable<Argument> ArgumentsIn(MenuNode menu) => s_arguments;

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var (session, config, policies) = (call.Session, call.Session.Router.Config, call.Session.Router.Login.Policies);
        IReadOnlyCollection<MenuSchema> menus = [.. Menus(call.Menu).Where(menu => policies.MaySee(menu))];
        if (menus.Count == 0) throw new NotPermittedException();
        var form = new ExportForm(call.Has("verbose"), call.Has("terse"), config.ShowsSensitive && !call.Has("hide-sensitive"), call.Has("file") ? FileWidth : session.Terminal.Width);
        var header = $"{TimeText.Date(session.Host.Now())} by RouterOS {s_version}";
        if (!call.Has("file")) Write(session.Terminal.Out);
        else await TextFiles.WriteAsync(call, Extension, Write, ct);
        return Nil.Value;

        void Write(TextWriter to) => new Exporter(config, form, to).Write(header, menus, ct);
    }

    /// <summary>Menus that have something to export, from here on down.</summary>
    private static IEnumerable<MenuSchema> Menus(MenuNode menu) =>
        (menu.Schema is { Exported.Count: > 0 } schema ? new[] { schema } : []).Concat(menu.Children.Values.SelectMany(Menus));
}
