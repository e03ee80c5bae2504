using System.Text;
using Appliance.Console.Language.Evaluation;
using Appliance.Console.Scripts;
using Appliance.Engine.Access;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands;

/// <summary>Files that commands write and read.</summary>
internal static class TextFiles
{
    private static readonly UTF8Encoding s_utf8 = new(false);

    /// <summary>Writes what <c>file=</c> names; the extension comes by itself. A file that is there is replaced.</summary>
    public static async Task WriteAsync(Invocation call, string extension, Action<TextWriter> write, CancellationToken ct)
    {
        var path = await NewAsync(call, extension, ct);
        await Store(call).WriteAsync(path, async (stream, token) =>
        {
            await using var text = new StreamWriter(stream, s_utf8, 1 << 16, leaveOpen: true);
            write(text);
            await text.FlushAsync(token);
        }, ct);
    }

    /// <summary>Opens what <c>file=</c> names, for a job that prints into it.</summary>
    public static async Task<JobOutput> OpenAsync(Invocation call, string extension, CancellationToken ct) =>
        await JobOutput.OpenAsync(Store(call), await NewAsync(call, extension, ct));

    /// <summary>Opens the file with this name, or with this name and extension.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static (string Name, Stream Content) Open(Invocation call, string name, string extension)
    {
        var files = Store(call);
        if (!name.EndsWith(extension, StringComparison.Ordinal) && !files.Exists(Path(name, name.Length == 0))) name += extension;
        return (name, files.OpenRead(Path(name, name == extension)));
    }

    private static async Task<FilePath> NewAsync(Invocation call, string extension, CancellationToken ct)
    {
        // What is there already may be somebody else's.
        if (!call.Session.Router.Login.Policies.HasFlag(Policy.Write)) throw new NotPermittedException();
        var name = (await call.ValueAsync("file", ct)).Text;
        if (!name.EndsWith(extension, StringComparison.Ordinal)) name += extension;
        return Path(name, name == extension);
    }

    private static FilePath Path(string name, bool isEmpty) =>
        !isEmpty && FilePath.TryParse(name, out var path) ? path : throw new RefusedException("invalid file name");

    private static IFileStore Store(Invocation call) => call.Session.Host.Files ?? throw new RefusedException("no files here");
}
