using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Appliance.Benchmarks;

/// <summary>JSON-RPC with an ovsdb-server: one request at a time, as one administrator has.</summary>
internal sealed class OvsdbClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly List<byte> _received = [];
    private readonly byte[] _buffer = new byte[1 << 20];
    private int _number;

    public OvsdbClient(string path)
    {
        // It stands at its path before it listens.
        while (true)
        {
            try
            {
                _socket.Connect(new UnixDomainSocketEndPoint(path));
                return;
            }
            catch (SocketException)
            {
                // Looking all the time would take one of the cores that the start needs.
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>Inserts notes in one transaction, and returns when it is on disk.</summary>
    public void Insert(IEnumerable<string> names)
    {
        var operations = names.Select(name => $$$"""{"op":"insert","table":"Note","row":{"name":"{{{name}}}","text":"uplink of the second floor","size":10,"disabled":false}}""");
        Call("transact", $$"""["notes",{{string.Join(',', operations)}},{"op":"commit","durable":true}]""");
    }

    /// <summary>Number of notes with this name.</summary>
    public int Count(string name)
    {
        using var answer = JsonDocument.Parse(Call("transact", $$"""["notes",{"op":"select","table":"Note","columns":["name"],"where":[["name","==","{{name}}"]]}]"""));
        return answer.RootElement.GetProperty("result")[0].GetProperty("rows").GetArrayLength();
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlyMemory<byte> Call(string method, string parameters)
    {
        var request = Encoding.UTF8.GetBytes($$"""{"method":"{{method}}","params":{{parameters}},"id":{{++_number}}}""");
        for (var sent = 0; sent < request.Length;) sent += _socket.Send(request.AsSpan(sent));
        _received.Clear();
        while (true)
        {
            var count = _socket.Receive(_buffer);
            if (count == 0) throw new InvalidOperationException("ovsdb-server is gone");
            _received.AddRange(_buffer.AsSpan(0, count));
            if (Whole() is not { } answer) continue;
            if (Encoding.UTF8.GetString(answer).Contains("\"error\":\"", StringComparison.Ordinal)) throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
            return answer;
        }
    }

    // An answer is one JSON object; its end is where its braces are closed.
    private byte[]? Whole()
    {
        if (_received[^1] != (byte)'}') return null;
        var bytes = _received.ToArray();
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
                // Read to its end; a cut one throws.
            }
            return bytes;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
