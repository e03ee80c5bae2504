using System.Text;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;
using Appliance.Sdk.Values;

namespace Appliance.Console.Importing;

/// <summary>A file with commands, in which the current menu and the variables go on from line to line.</summary>
/// <param name="session">The file's own session.</param>
/// <param name="content">Read from its start, as often as needed.</param>
internal sealed class ImportedFile(SessionState session, Stream content)
{
    /// <summary>Reads all commands without running one.</summary>
    /// <param name="from">The line to begin with.</param>
    /// <param name="ct">Ctrl-C.</param>
    /// <exception cref="SyntaxException">One of them cannot be read.</exception>
    public void Check(int from, CancellationToken ct)
    {
        var menu = session.Menu;
        UnknownCommand? unknown = null;
        try
        {
            foreach (var (block, _, line) in Commands(() => menu, from, ct))
            {
                if (block is null) continue;
                menu = Entered(block, line < from) ?? menu;
                if (line >= from) unknown ??= block.Statements.OfType<UnknownCommand>().FirstOrDefault();
            }
        }
        catch (SyntaxException) when (unknown is not null)
        {
            // It may have been the way into a menu that is missing here, and what follows was read in another one.
            throw new SyntaxException(unknown.Sentence);
        }
    }

    /// <summary>Runs the commands one after the other.</summary>
    /// <param name="from">The line to begin with; what stands before it only says which menu is the current one.</param>
    /// <param name="echo">Gets each line number and command before it is run.</param>
    /// <param name="ct">Ctrl-C.</param>
    /// <exception cref="CommandFailure">A command failed; the sentence says where, and what follows was not run.</exception>
    /// <exception cref="SyntaxException">A command cannot be read, and those before it were run.</exception>
    public async Task RunAsync(int from, Action<int, string>? echo, CancellationToken ct)
    {
        var evaluator = new Evaluator(session);
        using var scope = new Scope(null, session.Variables, new MemoryBudget());
        foreach (var (block, text, line) in Commands(() => session.Menu, from, ct))
        {
            if (line < from)
            {
                if (block is not null) session.Menu = Entered(block, true) ?? session.Menu;
                continue;
            }
            echo?.Invoke(line, text);
            foreach (var statement in block!.Statements)
            {
                await RunAsync(evaluator, block with { At = statement.At, Statements = [statement] }, scope, new Scanner(text, line), ct);
                if (scope.Returned is not null || session.IsQuitting) return;
            }
        }
    }

    private async Task RunAsync(Evaluator evaluator, Block statement, Scope scope, Scanner text, CancellationToken ct)
    {
        try
        {
            await evaluator.RunAsync(statement, scope, ct);
        }
        catch (CommandFailure failure) when (failure.Stands)
        {
            // A guest whose disk is not there yet: no reason to leave out what follows.
            session.Terminal.Out.Write($"{failure.Message} {Place(failure)}\n");
        }
        catch (Exception failure) when (failure is CommandFailure or SyntaxException)
        {
            var hasPlace = failure.Message.Contains("(line ", StringComparison.Ordinal) && failure.Message.EndsWith(')');
            throw new CommandFailure(hasPlace ? failure.Message : $"{failure.Message} {Place(failure)}");
        }
        catch (Exception failure) when (failure is RefusedException or NotReadyException)
        {
            throw new CommandFailure($"failure: {failure.Message} {text.Place(statement.At)}");
        }

        string Place(Exception failure) => text.Place((failure as CommandFailure)?.PlaceIn(text.Text) ?? statement.At);
    }

    /// <summary>The commands of the file. One that is passed over and cannot be read is null.</summary>
    private IEnumerable<(Block? Block, string Text, int Line)> Commands(Func<MenuNode> menu, int from, CancellationToken ct)
    {
        content.Position = 0;
        using var lines = new StreamReader(content, Encoding.UTF8, true, 1 << 16, leaveOpen: true);
        var commands = new CommandReader(lines);
        var names = VariableNames.Known(session.Variables.Contains);
        while (commands.Next() is var (text, line))
        {
            ct.ThrowIfCancellationRequested();
            yield return (Read(text, menu(), names, line, line < from), text, line);
        }
    }

    private Block? Read(string text, MenuNode menu, VariableNames names, int line, bool isPassedOver)
    {
        try
        {
            return Parser.Parse(text, session.Router.Root, menu, names, line);
        }
        catch (SyntaxException) when (isPassedOver)
        {
            return null;
        }
    }

    /// <summary>The menu that the commands lead to; with other commands among them only where these are run too.</summary>
    private static MenuNode? Entered(Block block, bool onlyAlone) =>
        onlyAlone && block.Statements.Any(statement => statement is not EnterMenu) ? null : block.Statements.OfType<EnterMenu>().LastOrDefault()?.Menu;
}
