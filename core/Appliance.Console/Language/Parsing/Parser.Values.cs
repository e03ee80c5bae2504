using Appliance.Console.Commands;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    private Expression Value(MenuCommand command, Argument argument, List<ArgumentValue> given, bool afterEquals)
    {
        // The value of these may follow after blanks: from= to= in= do= else= and the like.
        if (afterEquals && argument.Property is null && argument.Kind is ArgumentKind.Code or ArgumentKind.Function or ArgumentKind.Source or ArgumentKind.Repeated or ArgumentKind.Value && command.Plugin is null || _scan.IsHiddenLineEnd) _scan.SkipBlanks();
        var start = _scan.At;
        Await(CursorExpects.Value, _menu, start, command, argument, given);
        if (argument.Kind is ArgumentKind.NewVariable or ArgumentKind.Variable) return VariableName(argument, start);
        if (argument.Kind is ArgumentKind.Code or ArgumentKind.Function) return Code(argument, start);
        if (_scan.Next == '{' && (argument.Kind == ArgumentKind.Source || argument.Property?.IsScript == true)) return Source(start);
        var value = _scan.Next switch
        {
            '"' => Quoted(),
            '(' => Parenthesized(),
            '[' => Bracketed(),
            '{' => Array(),
            '$' => Elements(VariableUse()),
            _ => BareWord(start),
        };
        if (!AtEndOfWord) throw _scan.Error("expected end of command");
        Watch(value, start, command, argument, given);
        return value;
    }

    /// <summary>A word or an open quote that reaches the cursor is still being typed.</summary>
    private void Watch(Expression value, int start, MenuCommand command, Argument argument, List<ArgumentValue> given)
    {
        if (value is Word) Expect(CursorExpects.Value, _menu, start, command, argument, given);
        if (!_scan.AtEnd || value is Constant or Interpolated or ArrayLiteral) _context = null;
    }

    private Word BareWord(int start)
    {
        _scan.TakeWhile(c => c is not (' ' or '\t' or '\r' or '\n' or ';' or ']' or '}' or ')' or '[' or '{' or '(' or '"' or '$' or '\\'));
        return new Word(start, _scan.Text[start.._scan.At]);
    }

    private Expression Code(Argument argument, int start)
    {
        if (_scan.Next != '{') return _scan.Next switch
        {
            '$' => VariableUse(),
            '[' => Bracketed(),
            _ => throw _scan.Error(argument.IsUnnamed ? "expected command name" : "expected opening brace"),
        };
        using var scope = argument.Kind == ArgumentKind.Function ? _names.EnterFunction() : null;
        return new CodeLiteral(start, Braces(), _menu, _scan.Text, _scan.At);
    }

    /// <summary>Commands in braces as a text. They are read all the same, so that their mistakes are found where they are typed.</summary>
    private Constant Source(int start)
    {
        using var scope = _names.EnterFunction();
        Braces();
        return new Constant(start, new Str(_scan.Text[(start + 1)..(_scan.At - 1)]));
    }

    private Expression VariableName(Argument argument, int start)
    {
        if (argument.Kind == ArgumentKind.Variable && _scan.Next == '(') return Parenthesized();
        var names = new List<string>();
        do
        {
            var at = _scan.At;
            var name = _scan.Next == '"' && Quoted() is Constant { Value: Str text } ? text.Content : _scan.TakeWhile(c => char.IsAsciiLetterOrDigit(c));
            if (name.Length == 0) throw _scan.Error("syntax error", at);
            names.Add(name);
            if (argument.Kind == ArgumentKind.NewVariable) _names.Declare(name);
            else if (!_names.Contains(name)) throw _scan.Error("syntax error", at);
        }
        while (argument.Kind == ArgumentKind.NewVariable && _scan.Take(','));
        return new Constant(start, new Str(string.Join(',', names)));
    }
}
