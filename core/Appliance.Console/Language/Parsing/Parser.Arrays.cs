using Appliance.Console.Language.Syntax;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    /// <summary><c>{1;2;a=3}</c>.</summary>
    private ArrayLiteral Array()
    {
        var at = _scan.At++;
        var elements = new List<(string?, Expression)>();
        var (fields, literal) = (_fields, _isLiteral);
        (_fields, _isLiteral) = (null, false);
        _depth++;
        _scan.SkipSpace();
        if (_scan.Next == '}') throw _scan.Error("syntax error");
        while (_scan.Next != '}')
        {
            elements.Add((Key(), Binary(Operators.AboveJoin)));
            _scan.SkipSpace();
            if (!_scan.Take(';')) break;
            _scan.SkipSpace();
        }
        Close('}', "closing brace");
        _depth--;
        (_fields, _isLiteral) = (fields, literal);
        return new ArrayLiteral(at, elements);
    }

    private string? Key()
    {
        var start = _scan.At;
        var key = _scan.Next == '"' ? (Quoted() as Constant)?.Value.Text : _scan.TakeWhile(char.IsAsciiLetterOrDigit);
        if (!string.IsNullOrEmpty(key) && _scan.Next == '=' && _scan.After(1) != '=')
        {
            _scan.At++;
            _scan.SkipSpace();
            return key;
        }
        _scan.At = start;
        return null;
    }
}
