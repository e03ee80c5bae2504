using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Access;

/// <summary>
/// The session as a command sees it that may run. What such a command changes is decided by its own needs alone: <c>/password</c> writes to
/// <c>/user</c> for who may not write there. Who, what and commits are the engine's, whatever the way in made of them.
/// </summary>
internal sealed class PermittedContext(ICommandContext session, Login login, Func<IConfigView> config,
    Func<Func<IConfigEditor, IEnumerable<Problem>>, CancellationToken, Task<IReadOnlyList<Problem>>> commit) : ICommandContext
{
    public Login Login => login;

    public IConfigView Config => config();

    public int Width => session.Width;

    public bool Interactive => session.Interactive;

    public void WriteLine(string text) => session.WriteLine(text);

    public void WriteProgress(string text) => session.WriteProgress(text);

    public ValueTask<string> AskAsync(string question, CancellationToken ct) => session.AskAsync(question, ct);

    public ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => session.AskSecretAsync(question, ct);

    public void Return(string value) => session.Return(value);

    public void Print(Entry record) => session.Print(record);

    public void Refresh(Entry record) => session.Refresh(record);

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => session.AttachAsync(body, ct);

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => commit(edit, ct);
}
