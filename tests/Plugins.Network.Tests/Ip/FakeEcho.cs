using Appliance.IpPlugin.Pings;

namespace Plugins.Network.Tests.Ip;

/// <summary>Answers after the times that it is told, null for not at all; then it lets the one who waits press Ctrl-C.</summary>
public sealed class FakeEcho(Action exhausted, params double?[] milliseconds) : IEcho
{
    private readonly Queue<double?> _answers = new(milliseconds);

    public Task<EchoReply?> SendAsync(EchoRequest request, CancellationToken ct)
    {
        if (_answers.Count == 0)
        {
            exhausted();
            return Task.FromCanceled<EchoReply?>(ct);
        }
        return Task.FromResult(_answers.Dequeue() is { } time ? new EchoReply(request.To, request.Size, 64, TimeSpan.FromMilliseconds(time)) : null);
    }
}
