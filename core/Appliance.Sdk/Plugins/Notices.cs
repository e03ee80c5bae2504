using System.Threading.Channels;

namespace Appliance.Sdk.Plugins;

/// <summary>
/// Takes notices from drivers' events, which must not wait, and hands those that came meanwhile over together: a burst of a thousand
/// costs one look at the configuration.
/// </summary>
/// <typeparam name="T">What a notice says, such as a link's name; compared by value.</typeparam>
public sealed class Notices<T>
{
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _handling;

    /// <summary>Starts handling.</summary>
    /// <param name="handle">Gets the different notices since the last call; never called twice at the same time.</param>
    public Notices(Action<IReadOnlySet<T>> handle) => _handling = Task.Run(() => HandleAsync(handle));

    /// <summary>Takes a notice; never waits. Ignored after <see cref="StopAsync"/>.</summary>
    public void Add(T notice) => _channel.Writer.TryWrite(notice);

    /// <summary>Returns when the last notice is handled.</summary>
    public Task StopAsync()
    {
        _channel.Writer.TryComplete();
        return _handling;
    }

    private async Task HandleAsync(Action<IReadOnlySet<T>> handle)
    {
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var notices = new HashSet<T>();
            while (_channel.Reader.TryRead(out var notice)) notices.Add(notice);
            handle(notices);
        }
    }
}
