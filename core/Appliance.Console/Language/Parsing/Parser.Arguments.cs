using Appliance.Console.Commands;
using Appliance.Console.Language.Syntax;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Parsing;

internal sealed partial class Parser
{
    private CommandCall Call(int at, MenuNode menu, MenuCommand command)
    {
        var outside = _menu;
        _menu = menu;
        var given = new List<ArgumentValue>();
        while (true)
        {
            var before = _scan.At;
            _scan.SkipBlanks();
            var condition = FreeCondition(command, given);
            if (_scan.AtEnd && _scan.At > before)
            {
                if (condition is not null) Expect(CursorExpects.Condition, menu, _scan.At, command, condition, given);
                else Expect(CursorExpects.Argument, menu, _scan.At, command, NextUnnamed(command, given), given);
            }
            if (AtEndOfCommand) break;
            if (_scan.At == before) throw _scan.Error("expected end of command");
            given.Add(condition is not null ? new ArgumentValue(condition, _scan.At, Condition()) : Argument(command, given));
        }
        _menu = outside;
        return new CommandCall(at, menu, command, given);
    }

    /// <summary><c>find name=x</c>: the condition of a command whose only argument it is needs no name.</summary>
    private Argument? FreeCondition(MenuCommand command, List<ArgumentValue> given)
    {
        if (command.Arguments is not [{ Kind: ArgumentKind.Condition, IsUnnamed: true } condition] || given.Count > 0) return null;
        var start = _scan.At;
        if (_scan.TakeWhile(IsNameCharacter) == condition.Name && (AtEndOfCommand || _scan.Next is ' ' or '\t' or '\\'))
        {
            Expect(CursorExpects.Condition, _menu, start, command, condition, given);
            _scan.SkipBlanks();
            if (AtEndOfCommand && !_scan.AtEnd) throw _scan.Error($"missing value for {condition.Name}");
            return condition;
        }
        _scan.At = start;
        return condition;
    }

    private ArgumentValue Argument(MenuCommand command, List<ArgumentValue> given)
    {
        var start = _scan.At;
        if (_scan.Next == '!' && Unset(command, given) is { } unset) return unset;
        if (IsNameStart(_scan.Next) || _scan.Next == '.')
        {
            var word = _scan.TakeWhile(c => IsNameCharacter(c) || c == '.');
            var unnamed = NextUnnamed(command, given);
            Expect(CursorExpects.Argument, _menu, start, command, unnamed, given);
            var argument = command.Find(word, out var ambiguous);
            if (_scan.Next == '=')
            {
                if (ambiguous) throw _scan.Error($"ambiguous parameter {word}", start);
                if (argument is null) throw _scan.Error("expected end of command", start);
                Once(argument, given, start);
                _scan.At++;
                return new ArgumentValue(argument, start, Value(command, argument, given, true));
            }
            if (AtEndOfWord && argument is not null && (unnamed is null || argument.Kind is ArgumentKind.Flag or ArgumentKind.Condition))
                return Bare(command, argument, given, start);
            _scan.At = start;
        }
        if (NextUnnamed(command, given) is not { } next) throw _scan.Error("expected end of command", start);
        return new ArgumentValue(next, start, Value(command, next, given, false));
    }

    private bool AtEndOfWord => AtEndOfCommand || _scan.Next is ' ' or '\t' or '\r' or '\\';

    /// <summary>A name without <c>=</c>: a flag, a condition, or a name and its value with a blank between.</summary>
    private ArgumentValue Bare(MenuCommand command, Argument argument, List<ArgumentValue> given, int start)
    {
        Once(argument, given, start);
        if (argument.Kind == ArgumentKind.Flag) return new ArgumentValue(argument, start, null);
        var end = _scan.At;
        _scan.SkipBlanks();
        if (argument.Kind == ArgumentKind.Condition)
        {
            if (_scan.AtEnd && _scan.At > end) Expect(CursorExpects.Condition, _menu, _scan.At, command, argument, given);
            if (AtEndOfCommand) throw _scan.Error($"missing value for {argument.Name}");
            return new ArgumentValue(argument, start, Condition());
        }
        if (argument.Property?.Kind == "bool" && (AtEndOfCommand || IsNameStart(_scan.Next)))
        {
            // A switch of a plugin's command: its name alone is enough.
            _scan.At = end;
            return new ArgumentValue(argument, start, new Word(start, "yes"));
        }
        if (_scan.AtEnd && _scan.At > end) Expect(CursorExpects.Value, _menu, _scan.At, command, argument, given);
        if (AtEndOfCommand) throw _scan.Error($"missing value for {argument.Name}");
        if (_scan.Next == '=') throw _scan.Error("expected end of command");
        return new ArgumentValue(argument, start, Value(command, argument, given, false));
    }

    private ArgumentValue? Unset(MenuCommand command, List<ArgumentValue> given)
    {
        var start = _scan.At++;
        var word = _scan.TakeWhile(IsNameCharacter);
        Expect(CursorExpects.Argument, _menu, start + 1, command, null, given);
        if (AtEndOfWord && command.Find(word, out _) is { CanUnset: true } argument)
        {
            Once(argument, given, start);
            return new ArgumentValue(argument, start, null);
        }
        _scan.At = start;
        return null;
    }

    private void Once(Argument argument, List<ArgumentValue> given, int at)
    {
        foreach (var value in given)
        {
            if (ReferenceEquals(value.Argument, argument)) throw _scan.Error("expected end of command", at);
        }
    }

    private static Argument? NextUnnamed(MenuCommand command, List<ArgumentValue> given)
    {
        foreach (var argument in command.Arguments)
        {
            if (!argument.IsUnnamed || argument.Kind == ArgumentKind.Condition) continue;
            var isGiven = false;
            foreach (var value in given) isGiven |= ReferenceEquals(value.Argument, argument);
            if (!isGiven) return argument;
        }
        return null;
    }
}
