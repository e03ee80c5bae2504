using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Language.Values;

namespace Appliance.Console.Commands.Language;

/// <summary>Makes commands of text.</summary>
internal sealed class Parse() : GlobalCommand("parse", "build command from text", new Argument("source", ArgumentKind.Value, IsUnnamed: true))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var source = (await call.RequiredAsync("source", ct)).Text;
        try
        {
            return new Code(Parser.Parse(source, call.Session.Router.Root, call.Session.Menu, VariableNames.Any()), call.Session.Menu, () => source);
        }
        catch (SyntaxException problem)
        {
            throw new CommandFailure(problem.Message);
        }
    }
}
