using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:execute {...}</c>, <c>:execute "..."</c>: runs commands beside the session, with the user's global variables only.</summary>
internal sealed class Execute() : GlobalCommand("execute", "run script as separate console job",
    new Argument("script", ArgumentKind.Source, "Commands to run", IsUnnamed: true), new Argument("file", ArgumentKind.Value, "Text file that gets what they print"))
{
    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var source = (await call.RequiredAsync("script", ct)).Text;
        if (call.Session.Jobs is not { } jobs) throw new CommandFailure("no such command");
        // It goes on when the session, or the script that starts it, has ended.
        var output = call.Has("file") ? await TextFiles.OpenAsync(call, ".txt", ct) : TextWriter.Null;
        var (number, _) = jobs.Start(new ScriptRun(":execute", source, call.Session.Router.Login), output, false, CancellationToken.None);
        return new Id(new ItemId((uint)number));
    }
}
