using Appliance.Console.Commands;
using Appliance.Console.Language;
using Appliance.Console.Sessions;
using Appliance.Engine.Access;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Completion;

/// <summary>All that can be typed at a place, whatever is typed of it already.</summary>
internal static class Candidates
{
    private static readonly (string, string)[] s_yesNo = [("no", ""), ("yes", "")];

    public static IReadOnlyList<Candidate> At(CursorContext context, bool hasName, ConsoleSession session) => context.Expects switch
    {
        CursorExpects.Command => Sorted(Commands(context.Menu)),
        CursorExpects.GlobalCommand => Sorted(GlobalCommands.All.Select(command => new Candidate(command.Name, command.Help))),
        CursorExpects.Argument => [.. Sorted(Names(context)), .. Values(context, session)],
        CursorExpects.Value when context.Argument is { IsUnnamed: true } && !hasName && !context.Quoted =>
            [.. Values(context, session), .. Sorted(Names(context))],
        CursorExpects.Value => Values(context, session),
        CursorExpects.Condition => Sorted(context.Fields.Select(field => new Candidate(field.Name, field.Help, ""))),
        CursorExpects.Variable => [.. session.Variables.Names.Select(name => new Candidate(name, "", ""))],
        _ => [],
    };

    private static IReadOnlyList<Candidate> Sorted(IEnumerable<Candidate> candidates) =>
        [.. candidates.DistinctBy(candidate => candidate.Word).OrderBy(candidate => candidate.Word, StringComparer.Ordinal)];

    private static IEnumerable<Candidate> Commands(MenuNode menu) =>
        menu.Children.Values.Select(child => new Candidate(child.Name, child.Help))
            .Concat(CommandSet.Of(menu).All.Select(command => new Candidate(command.Name, command.Help)));

    private static IEnumerable<Candidate> Names(CursorContext context) =>
        (context.Command?.Arguments ?? [])
            .Where(argument => !context.Given.Contains(argument.Name))
            .Select(argument => new Candidate(argument.Name, argument.Help, AfterName(context.Command!, argument), Shown: argument.IsUnnamed ? $"<{argument.Name}>" : null));

    // A flag, a condition and the switch of a plugin's command stand alone; the others wait for a value.
    private static string AfterName(MenuCommand command, Argument argument) =>
        argument.Kind is ArgumentKind.Flag or ArgumentKind.Condition || command.Plugin is not null && argument.Property?.Kind == "bool" ? " " : "=";

    private static IReadOnlyList<Candidate> Values(CursorContext context, ConsoleSession session)
    {
        var router = session.Router;
        if (context.Argument is not { } argument || !MayTell(context, argument, router.Login.Policies)) return [];
        return argument.Kind switch
        {
            ArgumentKind.Items => Texts(ItemNames(context.Menu, router).Order(StringComparer.Ordinal).Select(name => (name, ""))),
            ArgumentKind.PropertyName => [.. context.Fields.Select(field => new Candidate(field.Name, field.Help))],
            ArgumentKind.Variable => [.. session.Variables.Names.Select(name => new Candidate(name, ""))],
            ArgumentKind.Value when argument.IsFile => Texts((session.Files?.List() ?? []).Where(file => !file.IsFolder).Select(file => (file.Path.ToString(), ""))),
            ArgumentKind.Value when argument.Property is { } property => Texts(property.Completions(router.Config)),
            ArgumentKind.Value when argument.Name == "disabled" => Texts(s_yesNo),
            _ => [],
        };
    }

    // Names of items tell what print would.
    private static bool MayTell(CursorContext context, Argument argument, Policy held) => argument switch
    {
        { Kind: ArgumentKind.Items } => context.Menu.Schema is not { } schema || held.MaySee(schema),
        { IsFile: true } or { Property.IsReference: true } => held.HasFlag(Policy.Read),
        _ => true,
    };

    private static IReadOnlyList<Candidate> Texts(IEnumerable<(string Word, string Help)> values) =>
        [.. values.Where(value => value.Word.Length > 0).Select(value => new Candidate(value.Word, value.Help, IsText: true))];

    private static IEnumerable<string> ItemNames(MenuNode menu, IRouterSession router)
    {
        if (menu.Schema is not { IsNamed: true } schema) return [];
        var names = router.Config.NamesOf(schema.Type).Select(named => named.Name);
        // Rows that are observed, such as files, are not in the tree.
        return names.Any() ? names : router.Rows(menu).OfType<NamedItem>().Select(row => row.Name);
    }
}
