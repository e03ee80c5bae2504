using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Values;
using Appliance.Engine.Access;
using Appliance.Sdk.Access;

namespace Appliance.Console.Commands.Language;

/// <summary><c>:log info "text"</c>.</summary>
internal sealed class Log() : GlobalCommand("log", "write to the router's log",
    new Argument("topic", ArgumentKind.Value, IsUnnamed: true), new Argument("message", ArgumentKind.Value, IsUnnamed: true))
{
    private static readonly string[] s_topics = ["debug", "error", "info", "warning"];

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        if (!call.Session.Router.Login.Policies.HasFlag(Policy.Write)) throw new CommandFailure(Permissions.NotEnough.Sentence);
        var typed = (await call.RequiredAsync("topic", ct)).Text;
        var topic = typed.Length == 0 ? null : s_topics.FirstOrDefault(topic => topic.StartsWith(typed, StringComparison.Ordinal));
        call.Session.Log(topic ?? throw new CommandFailure("input does not match any value of topic"), (await call.RequiredAsync("message", ct)).Text);
        return Nil.Value;
    }
}
