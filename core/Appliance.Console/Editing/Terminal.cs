using System.Buffers;
using System.Text;
using Appliance.Console.Sessions;

namespace Appliance.Console.Editing;

/// <summary>
/// Somebody's terminal: a stream of bytes with a window size, whatever carries it. One task reads the stream all the time, so that
/// Ctrl-C is seen while a command runs; what is typed ahead waits.
/// </summary>
public sealed class Terminal : ITerminal, IAsyncDisposable
{
    private const int MostAnnounced = 32_000;
    private readonly Stream _stream;
    private readonly KeyQueue _keys = new();
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _news = new();
    private readonly StringBuilder _announcements = new();
    private readonly Task _receiving;
    private bool _isEditing;
    private bool _isFixed;
    private bool _isTelling;

    /// <param name="stream">Bytes of the keys to read, bytes for the screen to write. Stays open when the terminal is disposed.</param>
    /// <param name="width">Characters in a row.</param>
    /// <param name="height">Rows.</param>
    public Terminal(Stream stream, int width, int height)
    {
        _stream = stream;
        (Width, Height) = Size(width, height);
        Out = new TerminalWriter(this);
        _receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>Characters in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <inheritdoc/>
    public bool Interactive => true;

    /// <summary>Takes lines that end with a bare <c>\n</c>.</summary>
    public TextWriter Out { get; }

    /// <summary>Cancelled when nothing can be shown any more.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The window has another size. Sizes that are not positive, as terminals without one report them, count as 80 by 24.</summary>
    public void Resize(int width, int height)
    {
        if (_isFixed) return;
        (Width, Height) = Size(width, height);
        _keys.Disturb();
    }

    /// <summary>The person says which size it is, whatever the window says from now on.</summary>
    public void Fix(int width, int height)
    {
        Resize(width, height);
        _isFixed = true;
    }

    /// <summary>
    /// Shows a line that has nothing to do with what the person does: above the line being typed, if one is. Returns at once, also when
    /// the terminal takes nothing at the moment; what comes while too much waits already is not shown.
    /// </summary>
    public void Announce(string text)
    {
        lock (_news)
        {
            if (_announcements.Length > MostAnnounced) return;
            _announcements.Append(text).Append("\r\n");
            if (!_isEditing && !_isTelling) _isTelling = ThreadPool.UnsafeQueueUserWorkItem(static terminal => terminal.Tell(), this, preferLocal: false);
        }
        _keys.Disturb();
    }

    /// <summary>Waits for the next key. One caller at a time.</summary>
    public ValueTask<Key> ReadKeyAsync(CancellationToken ct = default) => _keys.ReadAsync(false, ct);

    /// <summary>Waits for the next key, or for all characters that came together.</summary>
    internal ValueTask<Key> ReadTextAsync(CancellationToken ct) => _keys.ReadAsync(true, ct);

    /// <summary>Runs a command. Ctrl-C cancels its token, and drops what was typed ahead.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> command, CancellationToken ct = default)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(ct, _ended.Token);
        try
        {
            if (_keys.Serve(cancel)) await cancel.CancelAsync();
            await command(cancel.Token);
        }
        finally
        {
            _keys.Serve(null);
            await Out.FlushAsync(CancellationToken.None);
        }
    }

    /// <summary>Shows a question and waits for a line.</summary>
    /// <param name="question">Such as <c>numbers: </c>: the cursor stays behind it; or, ending in <c>\n</c>, a line of its own.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <returns>The answer, or null when there is none.</returns>
    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => AskAsync(question, true, ct);

    /// <inheritdoc/>
    public ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => AskAsync(question, false, ct);

    private async ValueTask<string?> AskAsync(string question, bool echo, CancellationToken ct)
    {
        await Out.FlushAsync(ct);
        var prompt = question[(question.LastIndexOf('\n') + 1)..];
        Send(question[..^prompt.Length].Replace("\n", "\r\n"));
        var answer = await new LineEditor(this).ReadLineAsync(prompt, ct, echo);
        return answer.End == LineEnd.Line ? answer.Text : null;
    }

    /// <summary>Shows a text, page by page where it is longer than the screen.</summary>
    public ValueTask PageAsync(string text, CancellationToken ct) => new Pager(this).ShowAsync(text, ct);

    /// <summary>Gives the raw bytes of both directions to somebody else until the body ends: a guest's console.</summary>
    public async Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct)
    {
        await Out.FlushAsync(ct);
        await using var attached = _keys.Attach(_stream);
        await body(attached, ct);
    }

    /// <summary>Sends text as it is, control sequences included.</summary>
    public void Send(string text) => Send(text.AsSpan());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Out.FlushAsync();
        await _ended.CancelAsync();
        await _receiving;
        _ended.Dispose();
    }

    internal void Send(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var count = Encoding.UTF8.GetBytes(text, bytes);
            lock (_gate)
            {
                _stream.Write(bytes, 0, count);
                _stream.Flush();
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The reader finds out by itself; whoever is printing stops.
            _ended.Cancel();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>A line is being typed from now on, or no more: what is announced meanwhile waits to be shown above it.</summary>
    internal void Edit(bool begins)
    {
        lock (_gate)
        {
            lock (_news) _isEditing = begins;
        }
        if (!begins && TakeAnnouncements() is { Length: > 0 } late) Send(late);
    }

    internal string TakeAnnouncements()
    {
        lock (_news)
        {
            var text = _announcements.ToString();
            _announcements.Clear();
            return text;
        }
    }

    // Waits while the terminal takes nothing, which whoever announced must not.
    private void Tell()
    {
        lock (_gate)
        {
            lock (_news)
            {
                _isTelling = false;
                // The line's editor has been disturbed, and shows it.
                if (_isEditing) return;
            }
            if (TakeAnnouncements() is { Length: > 0 } text) Send(text);
        }
    }

    private static (int Width, int Height) Size(int width, int height) => (width > 0 ? width : 80, height > 0 ? height : 24);

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        try
        {
            int count;
            while ((count = await _stream.ReadAsync(buffer, _ended.Token)) > 0) await _keys.AddAsync(buffer.AsMemory(0, count), _ended.Token);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // A broken line is the end of the command too; a mere end of input is not.
            await _ended.CancelAsync();
        }
        finally
        {
            await _keys.CompleteAsync();
        }
    }
}
