using Appliance.Console.Language.Parsing;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Commands as a value: a block, a function, or what <c>:parse</c> made.</summary>
internal sealed record Code : Value
{
    private readonly Func<string> _source;
    private readonly string _menu;
    private readonly WeakReference<Block> _body;
    private readonly Block? _kept;

    /// <summary>Commands that have just been read.</summary>
    /// <param name="body">The commands.</param>
    /// <param name="menu">Menu that they stand in.</param>
    /// <param name="source">Their text.</param>
    public Code(Block body, MenuNode menu, Func<string> source) => (_kept, _body, _menu, _source) = (body, new(body), menu.Path, source);

    private Code(string source, string menu, WeakReference<Block> body) => (_source, _menu, _body) = (() => source, menu, body);

    public override string Kind => "code";

    public override string Text => "(code)";

    public override long Size => _kept is null ? _source().Length : base.Size;

    /// <summary>
    /// The same as text only. What stays in a global variable must not hold on to menus: their package could never be unloaded,
    /// and the commands would act on menus that are gone.
    /// </summary>
    public static Value Detached(Value value) => value switch
    {
        Code { _kept: not null } code => new Code(code._source(), code._menu, code._body),
        Arr array when array.Elements.Any(element => element.Value is Code or Arr) => Arr.Of(array.Elements.Select(element => (element.Key, Detached(element.Value)))),
        _ => value,
    };

    /// <summary>The commands for the menus as they are now.</summary>
    public Block Body(MenuNode root)
    {
        if (_kept is not null) return _kept;
        if (_body.TryGetTarget(out var body) && ReferenceEquals(body.Root, root)) return body;
        body = Parser.Parse(_source(), root, Menus.Find(root, _menu), VariableNames.Any());
        _body.SetTarget(body);
        return body;
    }
}
