using System.Text;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Console.Scripts;

/// <summary>A file that a job prints into. It is there, complete, when the job has ended.</summary>
internal sealed class JobOutput : TextWriter
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _written = Task.CompletedTask;
    private StreamWriter _text = StreamWriter.Null;
    private IOException? _trouble;

    public override Encoding Encoding { get; } = new UTF8Encoding(false);

    /// <exception cref="RefusedException">Why there can be no such file.</exception>
    public static async Task<JobOutput> OpenAsync(IFileStore files, FilePath path)
    {
        var output = new JobOutput();
        output._written = files.WriteAsync(path, output.FillAsync, CancellationToken.None);
        await await Task.WhenAny(output._open.Task, output._written);
        return output;
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (_trouble is not null) return;
        try
        {
            _text.Write(buffer);
        }
        catch (IOException trouble)
        {
            // No command of the script is to blame: it is told at the end.
            _trouble = trouble;
        }
    }

    /// <exception cref="RefusedException">Why the file could not be written.</exception>
    public override async ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        await _written;
    }

    private async Task FillAsync(Stream stream, CancellationToken ct)
    {
        _text = new StreamWriter(stream, Encoding, 1 << 16, leaveOpen: true);
        _open.SetResult();
        await _over.Task;
        if (_trouble is not null) throw _trouble;
        await _text.FlushAsync(ct);
    }
}
