using System.Text;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>Somebody at a guest's console.</summary>
public sealed class GuestConsoleReader(Stream stream, TimeSpan? patience = null) : IAsyncDisposable
{
    private readonly StringBuilder _seen = new();
    private readonly byte[] _buffer = new byte[4096];

    public Task TypeAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\n")).AsTask();

    /// <summary>Waits until the guest has written this, and forgets all up to it.</summary>
    /// <returns>What came before.</returns>
    public async Task<string> ExpectAsync(string text)
    {
        using var limit = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(60));
        try
        {
            while (true)
            {
                var seen = _seen.ToString();
                if (seen.IndexOf(text, StringComparison.Ordinal) is >= 0 and var at)
                {
                    _seen.Remove(0, at + text.Length);
                    return seen[..at];
                }
                var count = await stream.ReadAsync(_buffer, limit.Token);
                if (count == 0) throw new EndOfStreamException($"{text} did not come: {seen}");
                _seen.Append(Encoding.ASCII.GetString(_buffer, 0, count));
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{text} did not come: {_seen}");
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
