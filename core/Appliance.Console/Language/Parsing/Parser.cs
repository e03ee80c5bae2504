using System.Runtime.CompilerServices;
using Appliance.Console.Commands;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Syntax;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Parsing;

/// <summary>Reads text into statements. It follows the menus while it reads: what a word is depends on the menu it stands in.</summary>
internal sealed partial class Parser
{
    private readonly Scanner _scan;
    private readonly MenuNode _root;
    private readonly VariableNames _names;
    private MenuNode _menu;
    private CursorContext? _context;
    private readonly bool _watchesCursor;
    private int _nesting;

    private Parser(string text, MenuNode root, MenuNode menu, VariableNames names, bool watchesCursor, int firstLine = 1)
    {
        (_scan, _root, _menu, _names, _watchesCursor) = (new Scanner(text, firstLine), root, menu, names, watchesCursor);
    }

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="SyntaxException">It cannot be read.</exception>
    public static Block Parse(string text, MenuNode root, MenuNode menu, VariableNames names, int firstLine = 1)
    {
        var parser = new Parser(text, root, menu, names, false, firstLine);
        var block = parser.Statements('\0', 0);
        return parser._scan.AtEnd ? block : throw parser._scan.Error("syntax error");
    }

    public static CursorContext ContextAt(string text, MenuNode root, MenuNode menu)
    {
        var parser = new Parser(text, root, menu, VariableNames.Any(), true);
        try
        {
            parser.Statements('\0', 0);
        }
        catch (SyntaxException)
        {
            // A line that is being typed is seldom complete; what was seen last counts.
        }
        return parser._context is { } context && context.Start + context.Prefix.Length >= text.Length
            ? context
            : new CursorContext(CursorExpects.Nothing, menu, "", text.Length, null, null, [], false);
    }

    /// <summary>Statements up to a closing bracket, which is not taken.</summary>
    private Block Statements(char close, int at)
    {
        var statements = new List<Statement>();
        while (true)
        {
            SkipBetweenStatements(statements.Count == 0);
            if (_scan.AtEnd || close != '\0' && _scan.Next == close) return new Block(at, statements, _root, _scan.Text);
            statements.Add(Statement());
            _scan.SkipBlanks();
            if (_scan.AtEnd || _scan.Next is ';' or '\n' || close != '\0' && _scan.Next == close) continue;
            throw _scan.Error("expected end of command");
        }
    }

    private void SkipBetweenStatements(bool isStart)
    {
        _scan.SkipBlanks();
        while (!_scan.AtEnd && _scan.Next is ';' or '\n' or '#')
        {
            isStart = true;
            if (_scan.Next == '#')
            {
                _scan.TakeWhile(c => c != '\n');
                if (_scan.AtEnd) isStart = false;
            }
            else _scan.At++;
            _scan.SkipBlanks();
        }
        if (isStart && _scan.AtEnd) Expect(CursorExpects.Command, _menu, _scan.At);
    }

    private Statement Statement()
    {
        var at = _scan.At;
        Deeper();
        var statement = _scan.Next switch
        {
            '{' => Braces(),
            '$' => Function(),
            _ => PathAndCommand(at),
        };
        _nesting--;
        return statement;
    }

    /// <summary>A block in braces; menus entered inside are left at its end.</summary>
    private Block Braces()
    {
        var at = _scan.At++;
        var outside = _menu;
        using var scope = _names.Enter();
        var block = Statements('}', at);
        _menu = outside;
        Close('}', "closing brace");
        return block;
    }

    /// <summary>Text that nests without end must not take the router down.</summary>
    private void Deeper()
    {
        if (++_nesting > Limits.Nesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw _scan.Error("syntax error");
    }

    private void Close(char bracket, string name)
    {
        if (!_scan.Take(bracket)) throw _scan.Error(_scan.AtEnd ? $"missing {name}" : $"expected {name}");
    }

    /// <summary>Remembers what was looked for when what is typed of it reaches the cursor, which is the end of the text.</summary>
    private void Expect(CursorExpects expects, MenuNode menu, int start, MenuCommand? command = null, Argument? argument = null, IReadOnlyList<ArgumentValue>? given = null)
    {
        if (_watchesCursor && _scan.AtEnd) Await(expects, menu, start, command, argument, given);
    }

    /// <summary>The same for what is read next and may reach the cursor.</summary>
    private void Await(CursorExpects expects, MenuNode menu, int start, MenuCommand? command = null, Argument? argument = null, IReadOnlyList<ArgumentValue>? given = null)
    {
        if (!_watchesCursor) return;
        var quoted = start < _scan.Text.Length && _scan.Text[start] == '"';
        var prefix = _scan.Text[(quoted ? start + 1 : start)..];
        _context = new CursorContext(expects, menu, prefix, quoted ? start + 1 : start, command, argument,
            given is null ? [] : [.. given.Select(value => value.Argument.Name)], quoted);
    }
}
