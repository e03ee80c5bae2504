using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Language.Evaluation;

/// <summary>Commands as a value: a function, or what <c>:parse</c> made.</summary>
internal sealed record Code(Block Body) : Value
{
    public override string Kind => "code";

    public override string Text => "(code)";
}
