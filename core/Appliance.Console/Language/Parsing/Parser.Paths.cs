using Appliance.Console.Commands;
using Appliance.Console.Language.Syntax;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';

    private static bool IsNameStart(char c) => char.IsAsciiLetterLower(c) || c == '_';

    private bool AtEndOfCommand => _scan.AtEnd || _scan.Next is ';' or '\n' or ']' or '}' or ')';

    /// <summary>A path, a command of the menu that it leads to, or both.</summary>
    private Statement PathAndCommand(int at)
    {
        if (_scan.Next == ':') return GlobalCommand(at);
        var menu = _menu;
        var moved = false;
        var wordEnd = -1;
        if (_scan.Take('/'))
        {
            menu = _root;
            moved = true;
            Expect(CursorExpects.Command, menu, _scan.At);
            _scan.SkipBlanks();
        }
        while (true)
        {
            if (AtEndOfCommand)
            {
                if (_scan.AtEnd && _scan.At > wordEnd) Expect(CursorExpects.Command, menu, _scan.At);
                return moved ? Enter(at, menu) : throw _scan.Error("expected command name");
            }
            if (_scan.Next == '{') return moved ? BlockIn(menu) : throw _scan.Error("expected command name");
            if (_scan.Take(".."))
            {
                (menu, moved, wordEnd) = (menu.Parent ?? menu, true, _scan.At);
                AfterPathWord(menu);
                continue;
            }
            var start = _scan.At;
            if (!IsNameStart(_scan.Next)) throw _scan.Error("expected command name");
            var word = _scan.TakeWhile(IsNameCharacter);
            Expect(CursorExpects.Command, menu, start);
            var (child, command, ambiguous) = CommandSet.Of(menu).Find(word);
            if (child is not null)
            {
                (menu, moved, wordEnd) = (child, true, _scan.At);
                AfterPathWord(menu);
                continue;
            }
            if (command is null && !ambiguous && word == "quit") command = CommandSet.Of(_root).Find(word).Command;
            if (command is not null) return Call(start, menu, command);
            return Unknown(start, ambiguous ? $"ambiguous command name {word}" : $"bad command name {word}");
        }
    }

    /// <summary>Words of a path are separated by blanks or by a slash that touches the word before it.</summary>
    private void AfterPathWord(MenuNode menu)
    {
        if (_scan.Take('/')) Expect(CursorExpects.Command, menu, _scan.At);
        _scan.SkipBlanks();
    }

    private EnterMenu Enter(int at, MenuNode menu)
    {
        _menu = menu;
        return new EnterMenu(at, menu);
    }

    private Block BlockIn(MenuNode menu)
    {
        var outside = _menu;
        _menu = menu;
        var block = Braces();
        _menu = outside;
        return block;
    }

    private Statement GlobalCommand(int at)
    {
        _scan.At++;
        Expect(CursorExpects.GlobalCommand, _root, _scan.At);
        _scan.SkipBlanks();
        var start = _scan.At;
        if (!IsNameStart(_scan.Next)) throw _scan.Error("expected command name");
        var word = _scan.TakeWhile(IsNameCharacter);
        Expect(CursorExpects.GlobalCommand, _root, start);
        var command = GlobalCommands.Find(word, out var ambiguous) ?? (ambiguous ? null : CommandSet.Of(_root).Find(word).Command);
        if (command is not null) return Call(start, _menu, command);
        return Unknown(start, ambiguous ? $"ambiguous command name {word}" : $"bad command name {word}");
    }

    /// <summary>Passes over the rest of a command that is not known: it fails when it is run.</summary>
    private UnknownCommand Unknown(int at, string what)
    {
        var sentence = $"{what} {_scan.Place(at)}";
        while (!AtEndOfCommand) SkipToken();
        return new UnknownCommand(at, sentence);
    }

    private void SkipToken()
    {
        Deeper();
        switch (_scan.Next)
        {
            case '"': Quoted(); break;
            case '(': Skip(')', "closing parenthesis"); break;
            case '[': Skip(']', "closing bracket"); break;
            case '{': Skip('}', "closing brace"); break;
            default: _scan.At++; break;
        }
        _nesting--;
        _scan.SkipBlanks();
    }

    private void Skip(char close, string name)
    {
        _scan.At++;
        while (!_scan.AtEnd && _scan.Next != close)
        {
            _scan.SkipSpace();
            if (_scan.Next is ';' or ']' or '}' or ')' && _scan.Next != close) _scan.At++;
            else if (!_scan.AtEnd && _scan.Next != close) SkipToken();
        }
        Close(close, name);
    }
}
