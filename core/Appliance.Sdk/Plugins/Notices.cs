using System.Threading.Channels;
using Microsoft.Extensions.Logging;

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
    /// <param name="log">Gets what goes wrong in the handler; the next notices are handled all the same.</param>
    /// <param name="handle">Gets the different notices since the last call; never called twice at the same time.</param>
    public Notices(ILogger log, Action<IReadOnlySet<T>> handle) => _handling = Task.Run(() => HandleAsync(log, handle));

    /// <summary>Takes a notice; never waits. Ignored after <see cref="StopAsync"/>.</summary>
    public void Add(T notice) => _channel.Writer.TryWrite(notice);

    /// <summary>Returns when the last notice is handled.</summary>
    public Task StopAsync()
    {
        _channel.Writer.TryComplete();
        return _handling;
    }

    private async Task HandleAsync(ILogger log, Action<IReadOnlySet<T>> handle)
    {
        while (await _channel.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            var notices = new HashSet<T>();
            while (_channel.Reader.TryRead(out var notice)) notices.Add(notice);
            try
            {
                handle(notices);
            }
            catch (Exception error)
            {
                // The exception itself would keep the plugin's types in memory.
                log.LogError("looking at a change failed: {Message}", error.Message);
            }
        }
    }
}
