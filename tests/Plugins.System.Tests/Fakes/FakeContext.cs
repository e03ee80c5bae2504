using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>A session that answers what it is told to, and remembers what it sees.</summary>
public sealed class FakeContext(params string[] answers) : ICommandContext
{
    private readonly Queue<string> _answers = new(answers);

    public List<string> Screen { get; } = [];

    public Login Login { get; } = new("admin");

    public IConfigView Config => throw new NotSupportedException();

    public int Width => 80;

    public bool Interactive => true;

    public void WriteLine(string text) => Screen.Add(text);

    public void WriteProgress(string text) => Screen.Add(text);

    public ValueTask<string> AskAsync(string question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Screen.Add(question);
        return new(_answers.Dequeue());
    }

    public async ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => await AskAsync(question, ct);

    public void Return(string value) => Screen.Add(value);

    public void Print(Entry record) => Screen.Add(record.ToString());

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => throw new NotSupportedException();

    public Task<IReadOnlyList<Problem>> CommitAsync(Func<IConfigEditor, IEnumerable<Problem>> edit, CancellationToken ct) => throw new NotSupportedException();
}
