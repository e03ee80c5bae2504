using System.Globalization;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Pings;

/// <summary>Counts answers and says so in RouterOS's words.</summary>
public sealed class PingSummary
{
    private long _least = long.MaxValue;
    private long _most;
    private long _sum;

    public ulong Sent { get; set; }

    public ulong Received { get; private set; }

    /// <summary>The line of one answer, or of none.</summary>
    public string Line(Ip4 asked, EchoReply? reply)
    {
        if (reply is null) return $"{asked} ping timeout";
        var milliseconds = (long)reply.Time.TotalMilliseconds;
        Received++;
        (_least, _most, _sum) = (Math.Min(_least, milliseconds), Math.Max(_most, milliseconds), _sum + milliseconds);
        var time = milliseconds == 0 ? "time<1 ms" : $"time={milliseconds} ms";
        return $"{reply.From} {reply.Size} byte ping: ttl={reply.Ttl} {time}";
    }

    /// <summary>The last lines. The average has one digit behind the point, cut and not rounded.</summary>
    public IEnumerable<string> Footer()
    {
        var lost = Sent == 0 ? 0 : (Sent - Received) * 100 / Sent;
        yield return $"{Sent} packets transmitted, {Received} packets received, {lost}% packet loss";
        if (Received == 0) yield break;
        var tenths = _sum * 10 / (long)Received;
        yield return string.Create(CultureInfo.InvariantCulture, $"round-trip min/avg/max = {_least}/{tenths / 10}.{tenths % 10}/{_most} ms");
    }
}
