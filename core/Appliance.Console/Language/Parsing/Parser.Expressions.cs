using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    private RowFields? _fields;
    private bool _isLiteral;
    private int _depth;

    private Expression Parenthesized()
    {
        var at = _scan.At++;
        _depth++;
        SkipInside();
        if (_scan.Take(')'))
        {
            _depth--;
            return new Constant(at, Nil.Value);
        }
        var literal = _isLiteral;
        _isLiteral = false;
        var value = Binary(0);
        _isLiteral = literal;
        SkipInside();
        Close(')', "closing parenthesis");
        _depth--;
        return value;
    }

    /// <summary>Inside parentheses a line may end anywhere; a condition that ends the command ends with the line.</summary>
    private void SkipInside()
    {
        if (_depth > 0) _scan.SkipSpace();
        else _scan.SkipBlanks();
    }

    /// <summary>A condition on rows of the menu; conditions that follow each other must all hold.</summary>
    private Expression Condition()
    {
        var (fields, depth) = (_fields, _depth);
        (_fields, _depth) = (RowFields.Of(_menu), 0);
        var start = _scan.At;
        var condition = Binary(0);
        _scan.SkipBlanks();
        while (!AtEndOfCommand)
        {
            if (_scan.At == start) throw _scan.Error("expected end of command");
            start = _scan.At;
            condition = new Binary(start, Operator.And, condition, Binary(0));
            _scan.SkipBlanks();
        }
        (_fields, _depth) = (fields, depth);
        return condition;
    }

    private Expression Binary(int least)
    {
        var left = Prefix();
        while (true)
        {
            SkipInside();
            var at = _scan.At;
            if (Operators.Take(_scan, _fields is not null && _depth == 0) is not { } found || found.Strength < least)
            {
                _scan.At = at;
                return left;
            }
            SkipInside();
            if (_fields is not null && _scan.AtEnd) Expect(CursorExpects.Nothing, _menu, _scan.At);
            var literal = _isLiteral;
            _isLiteral = _fields is not null && Operators.IsComparison(found.Operator);
            var right = Binary(found.Strength + 1);
            _isLiteral = literal;
            left = new Binary(at, found.Operator, left, right);
        }
    }

    private Expression Prefix()
    {
        SkipInside();
        var at = _scan.At;
        Deeper();
        var found = _scan.Next switch
        {
            '!' => Unary(Operator.Not),
            '~' => Unary(Operator.Complement),
            '-' when !char.IsAsciiDigit(_scan.After(1)) => Unary(Operator.Negate),
            _ => Elements(Operand(at)),
        };
        _nesting--;
        return found;
    }

    private Unary Unary(Operator kind)
    {
        var at = _scan.At++;
        return new Unary(at, kind, Prefix());
    }

    private Expression Elements(Expression value)
    {
        while (_scan.Next == '-' && _scan.After(1) == '>')
        {
            var at = _scan.At;
            _scan.At += 2;
            var key = _scan.At;
            value = new Binary(at, Operator.Element, value, Operand(key));
        }
        return value;
    }

    private Expression Operand(int at)
    {
        switch (_scan.Next)
        {
            case '"': return Quoted();
            case '(': return Parenthesized();
            case '[': return Bracketed();
            case '{': return Array();
            case '$': return VariableUse();
        }
        if (_fields is not null) Await(CursorExpects.Condition, _menu, at);
        var word = OperandWord();
        if (word.Length == 0) throw _scan.Error(_scan.AtEnd || AtEndOfCommand ? "expected input value" : "syntax error");
        if (_fields is null || _isLiteral) return new Word(at, word);
        if (_fields.Find(word) is { } field) return new FieldUse(at, field);
        return Literals.Of(word) is Str ? throw _scan.Error($"bad parameter {word}", at) : new Word(at, word);
    }

    /// <summary>What can be typed without quotes in an expression. A slash, a point or a colon belongs to it only inside.</summary>
    private string OperandWord()
    {
        var start = _scan.At;
        if (_isLiteral && _depth == 0)
        {
            // The value that a property is compared with ends at a blank.
            return _scan.TakeWhile(c => c is not (' ' or '\t' or '\r' or '\n' or ';' or ']' or '}' or ')' or '[' or '{' or '(' or '"' or '$' or '\\' or '=' or '<' or '>' or '!' or '~' or '&' or '|'));
        }
        if (_scan.Next is '*' or '-') _scan.At++;
        while (!_scan.AtEnd)
        {
            var c = _scan.Next;
            var next = _scan.After(1);
            var digits = char.IsAsciiDigit(_scan.Text[start]);
            var fits = char.IsAsciiLetterOrDigit(c) || c == '_'
                || _scan.At > start && c is '.' or ':' or '/' && (char.IsAsciiDigit(next) || !digits && c != '/' && char.IsAsciiLetter(next) || c == ':' && char.IsAsciiHexDigit(next))
                || _scan.At > start && c == '-' && !digits && char.IsAsciiLetterOrDigit(next);
            if (!fits) break;
            _scan.At++;
        }
        return _scan.Text[start.._scan.At];
    }
}
