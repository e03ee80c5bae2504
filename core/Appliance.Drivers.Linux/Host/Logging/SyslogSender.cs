using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>Sends lines to a syslog server, one datagram each.</summary>
internal sealed class SyslogSender : ILogTarget
{
    // A server need not take longer ones (RFC 3164).
    private const int LongestDatagram = 1024;
    private readonly RemoteLog _action;
    private readonly Func<string> _host;
    private readonly IPEndPoint _server;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public SyslogSender(RemoteLog action, Func<string> host)
    {
        (_action, _host, _server) = (action, host, new IPEndPoint(action.Remote.ToIPAddress(), action.Port));
        try
        {
            if (action.Source.Bits != 0) _socket.Bind(new IPEndPoint(action.Source.ToIPAddress(), 0));
        }
        catch (SocketException refusal)
        {
            _socket.Dispose();
            throw new IOException(refusal.Message, refusal);
        }
    }

    public void Write(IReadOnlyList<LogLine> lines)
    {
        SocketException? refusal = null;
        foreach (var line in lines)
        {
            try
            {
                _socket.SendTo(Datagram(line), _server);
            }
            catch (SocketException trouble)
            {
                // What is refused now may be about an earlier datagram; the next one is tried all the same.
                refusal = trouble;
            }
        }
        if (refusal is not null) throw new IOException(refusal.Message, refusal);
    }

    public void Dispose() => _socket.Dispose();

    private ArraySegment<byte> Datagram(LogLine line)
    {
        var severity = _action.Severity == SyslogSeverity.Auto ? SeverityOf(line.Topics) : _action.Severity;
        var head = $"<{(int)_action.Facility * 8 + (int)severity}>";
        if (_action.Bsd) head += $"{line.Time.ToString("MMM", CultureInfo.InvariantCulture)} {line.Time.Day,2} {line.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {_host().Replace(' ', '_')} ";
        var octets = Encoding.UTF8.GetBytes($"{head}{line.Topics} {line.Message}");
        return new ArraySegment<byte>(octets, 0, Math.Min(octets.Length, LongestDatagram));
    }

    private static SyslogSeverity SeverityOf(string topics)
    {
        var words = topics.Split(',');
        return words.Contains("critical") ? SyslogSeverity.Critical
            : words.Contains("error") ? SyslogSeverity.Error
            : words.Contains("warning") ? SyslogSeverity.Warning
            : words.Contains("debug") ? SyslogSeverity.Debug
            : SyslogSeverity.Info;
    }
}
