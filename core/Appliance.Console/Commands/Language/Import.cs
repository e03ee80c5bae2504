using Appliance.Console.Importing;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Language.Values;
using Appliance.Engine.Access;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Access;

namespace Appliance.Console.Commands.Language;

/// <summary>
/// Runs the commands of a file. What cannot be read is found before anything is run; with <c>verbose=yes</c> each command is read when
/// it is its turn, and shown.
/// </summary>
internal sealed class Import() : GlobalCommand("import", "Run a file with console commands",
    new Argument("file-name", ArgumentKind.Value, "Name of the file", IsUnnamed: true, IsFile: true),
    new Argument("from-line", ArgumentKind.Value, "Line to begin with"),
    new Argument("verbose", ArgumentKind.Value, "Shows each command before it is run"))
{
    private const string Extension = ".rsc";
    private const int LargestFile = 64 << 20;
    private const int DeepestImport = 10;

    public override async ValueTask<Value> RunAsync(Invocation call, CancellationToken ct)
    {
        var session = call.Session;
        if (!session.Router.Login.Policies.HasFlag(Policy.Write)) throw new NotPermittedException();
        if (session.ImportDepth >= DeepestImport) throw new CommandFailure("runtime limit exceeded");
        var typed = call.Has("file-name") ? (await call.ValueAsync("file-name", ct)).Text : await FileNameAsync(call, ct);
        var from = await call.NumberAsync("from-line", ct) ?? 1;
        var isVerbose = (await call.ValueAsync("verbose", ct)).Text is var verbose && verbose is "true" or "yes";
        if (!isVerbose && call.Has("verbose") && verbose is not ("false" or "no")) throw new CommandFailure(Problems.NoMatch("verbose").Sentence);
        if (from is < 1 or > int.MaxValue) throw new CommandFailure(Problems.Range("from-line", "1", $"{int.MaxValue}").Sentence);

        var (name, content) = TextFiles.Open(call, typed, Extension);
        await using var stream = content;
        if (content.Length > LargestFile) throw new CommandFailure("failure: file is too large");
        var output = session.Terminal.Out;
        output.Write($"Opening script file {name}\n");
        output.Flush();
        await RunAsync(session.Router, new ImportedFile(session.ForImport(), content), (int)from, isVerbose ? Echo : null, ct);
        output.Write("Script file loaded and executed successfully\n");
        return Nil.Value;

        void Echo(int line, string text) => output.Write($"#line {line}\n{text}\n");
    }

    /// <summary>The commands share the disk's writes; what was done is on disk when this returns, however it ended.</summary>
    private static async Task RunAsync(IRouterSession router, ImportedFile file, int from, Action<int, string>? echo, CancellationToken ct)
    {
        var (isDeferred, imports) = (router.Deferred, router.Imports);
        (router.Deferred, router.Imports) = (true, true);
        try
        {
            if (echo is null) file.Check(from, ct);
            await file.RunAsync(from, echo, ct);
        }
        catch (SyntaxException mistake)
        {
            throw new CommandFailure(mistake.Message);
        }
        finally
        {
            (router.Deferred, router.Imports) = (isDeferred, imports);
            await FlushAsync(router);
        }
    }

    private static async Task FlushAsync(IRouterSession router)
    {
        try
        {
            await router.FlushAsync(CancellationToken.None);
        }
        catch (IOException trouble)
        {
            throw new CommandFailure($"failure: {trouble.Message}");
        }
    }

    private static async ValueTask<string> FileNameAsync(Invocation call, CancellationToken ct) =>
        call.Session.Terminal.Interactive ? await Questions.AskAsync(call.Session, "file-name", ct) : throw new CommandFailure(Problems.Missing(["file-name"]).Sentence);
}
