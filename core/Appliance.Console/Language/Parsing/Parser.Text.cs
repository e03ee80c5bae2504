using System.Globalization;
using System.Text;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    private readonly EscapedOctets _octets = new();

    /// <summary>A string; plain, or with values inside.</summary>
    private Expression Quoted()
    {
        var at = _scan.At++;
        var end = _scan.Text.AsSpan(_scan.At).IndexOfAny('"', '\\', '$');
        if (end >= 0 && _scan.Text[_scan.At + end] == '"')
        {
            var plain = _scan.Text.Substring(_scan.At, end);
            _scan.At += end + 1;
            return new Constant(at, new Str(plain));
        }
        var parts = new List<Expression>();
        var text = new StringBuilder();
        _octets.Begin();
        while (true)
        {
            if (_scan.AtEnd) throw _scan.Error("expected closing quote");
            var c = _scan.Next;
            if (c == '$')
            {
                if (text.Length > 0) parts.Add(new Constant(at, new Str(text.ToString())));
                text.Clear();
                parts.Add(VariableUse());
                _octets.Begin();
                continue;
            }
            if (c == '\\')
            {
                Escape(text);
                continue;
            }
            _scan.At++;
            if (c == '"') break;
            text.Append(c);
        }
        if (parts.Count == 0) return new Constant(at, new Str(text.ToString()));
        if (text.Length > 0) parts.Add(new Constant(at, new Str(text.ToString())));
        return new Interpolated(at, parts);
    }

    private void Escape(StringBuilder to)
    {
        var at = _scan.At;
        _scan.At += 2;
        switch (_scan.Text.Length > at + 1 ? _scan.Text[at + 1] : '\0')
        {
            case '"': to.Append('"'); return;
            case '\\': to.Append('\\'); return;
            case '$': to.Append('$'); return;
            case '?': to.Append('?'); return;
            case '_': to.Append(' '); return;
            case 'n': to.Append('\n'); return;
            case 'r': to.Append('\r'); return;
            case 't': to.Append('\t'); return;
            case 'a': to.Append('\a'); return;
            case 'b': to.Append('\b'); return;
            case 'f': to.Append('\f'); return;
            case 'v': to.Append('\v'); return;
            case '\r' when _scan.Next == '\n':
                _scan.At++;
                _scan.TakeWhile(c => c is ' ' or '\t');
                return;
            case '\n':
                _scan.TakeWhile(c => c is ' ' or '\t');
                return;
        }
        if (at + 3 > _scan.Text.Length || !IsHex(_scan.Text[at + 1]) || at + 2 >= _scan.Text.Length || !IsHex(_scan.Text[at + 2])) throw _scan.Error("syntax error", at + 1);
        _octets.Append(to, byte.Parse(_scan.Text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        _scan.At = at + 3;
    }

    private static bool IsHex(char c) => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F';

    /// <summary><c>$name</c>, <c>$"any name"</c>, <c>$(expression)</c> or <c>$[command]</c>.</summary>
    private Expression VariableUse()
    {
        var at = _scan.At++;
        if (_scan.Next == '(') return Parenthesized();
        if (_scan.Next == '[') return Bracketed();
        var start = _scan.At;
        Await(CursorExpects.Variable, _menu, start);
        if (_scan.Next == '"' && Quoted() is Constant quoted) return Known(quoted.Value.Text, at, start);
        _scan.At = start;
        // Property names hold hyphens, variables do not.
        if (_fields is not null)
        {
            var hyphenated = _scan.TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '-');
            if (_fields.Find(hyphenated) is { } field) return new FieldUse(at, field);
            _scan.At = start;
        }
        return Known(_scan.TakeWhile(char.IsAsciiLetterOrDigit), at, start);
    }

    private VariableUse Known(string name, int at, int start) =>
        name.Length > 0 && _names.Contains(name) ? new VariableUse(at, name) : throw _scan.Error("syntax error", start);

    /// <summary>Commands whose value is used.</summary>
    private Substitution Bracketed()
    {
        var at = _scan.At++;
        var (outside, fields) = (_menu, _fields);
        _fields = null;
        using var scope = _names.Enter();
        var body = Statements(']', at);
        (_menu, _fields) = (outside, fields);
        Close(']', "closing bracket");
        return new Substitution(at, body);
    }

    /// <summary><c>$f x name=y</c> as a command.</summary>
    private Statement Function()
    {
        var at = _scan.At++;
        var start = _scan.At;
        var name = _scan.TakeWhile(char.IsAsciiLetterOrDigit);
        if (!_names.Contains(name)) throw _scan.Error("syntax error", start);
        var arguments = new List<(string?, Expression)>();
        while (true)
        {
            _scan.SkipBlanks();
            if (AtEndOfCommand) return new FunctionCall(at, name, arguments);
            var argument = _scan.At;
            var word = _scan.TakeWhile(char.IsAsciiLetterOrDigit);
            var named = word.Length > 0 && _scan.Take('=');
            if (!named) _scan.At = argument;
            arguments.Add((named ? word : null, FunctionArgument()));
        }
    }

    private Expression FunctionArgument()
    {
        var start = _scan.At;
        Expression value = _scan.Next switch
        {
            '"' => Quoted(),
            '(' => Parenthesized(),
            '[' => Bracketed(),
            '{' => Array(),
            '$' => Elements(VariableUse()),
            _ => BareWord(start),
        };
        return AtEndOfWord && _scan.At > start ? value : throw _scan.Error("expected end of command");
    }
}
