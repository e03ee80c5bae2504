using Appliance.Console.Language.Values;
using Appliance.Console.Printing;
using Appliance.Engine.Schema;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Console.Sessions;

/// <summary>The session as a plugin's command sees it.</summary>
internal sealed class CommandContext(SessionState session) : ICommandContext, IDisposable
{
    private string? _progress;
    private int _refreshed;

    public Login Login => session.Router.Login;

    public IConfigView Config => session.Router.Config;

    public int Width => session.Terminal.Width;

    public bool Interactive => session.Terminal.Interactive;

    /// <summary>What the command is worth inside <c>[ ]</c>.</summary>
    public Value Returned { get; private set; } = Nil.Value;

    public void WriteLine(string text)
    {
        EndProgress();
        session.Terminal.Out.Write(text + "\n");
        session.Terminal.Out.Flush();
    }

    public void WriteProgress(string text)
    {
        if (Interactive)
        {
            session.Terminal.Out.Write($"\r{text}{new string(' ', Math.Max(0, (_progress?.Length ?? 0) - text.Length))}");
            session.Terminal.Out.Flush();
        }
        _progress = text;
    }

    public async ValueTask<string> AskAsync(string question, CancellationToken ct)
    {
        EndProgress();
        session.Terminal.Out.Flush();
        return await session.Terminal.AskAsync(question.EndsWith(' ') ? question : question + "\n", ct) ?? "";
    }

    public async ValueTask<string?> AskSecretAsync(string question, CancellationToken ct)
    {
        EndProgress();
        session.Terminal.Out.Flush();
        return await session.Terminal.AskSecretAsync(question, ct);
    }

    public void Return(string value) => Returned = Literals.Of(value);

    public void Print(Entry record)
    {
        EndProgress();
        Printer.PrintRecord(PropertySchema.AllOf(record.GetType()), record, new PrintOptions { Width = Width }, session.Router.Config, session.Terminal.Out);
        session.Terminal.Out.Flush();
    }

    public void Refresh(Entry record)
    {
        // The cursor goes back to where the last one began; what was longer then is wiped out.
        if (Interactive && _refreshed > 0) session.Terminal.Out.Write($"\u001b[{_refreshed}A\u001b[J");
        var text = new StringWriter();
        Printer.PrintRecord(PropertySchema.AllOf(record.GetType()), record, new PrintOptions { Width = Width }, session.Router.Config, text);
        EndProgress();
        session.Terminal.Out.Write(text.ToString());
        session.Terminal.Out.Flush();
        _refreshed = text.ToString().Count(letter => letter == '\n');
    }

    public async Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct)
    {
        EndProgress();
        session.Terminal.Out.Flush();
        await session.Terminal.AttachAsync(body, ct);
    }

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => session.Router.CommitAsync(edit, ct);

    public void Dispose() => EndProgress();

    private void EndProgress()
    {
        if (_progress is null) return;
        session.Terminal.Out.Write(Interactive ? "\n" : _progress + "\n");
        session.Terminal.Out.Flush();
        _progress = null;
    }
}
