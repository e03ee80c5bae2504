using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Appliance.Drivers.Linux.DBus.Wire;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.DBus;

/// <summary>
/// A connection by libsystemd. One thread owns it, because the library's objects belong to one thread: it sends, waits for the socket,
/// and hands out what comes in.
/// </summary>
public sealed class Bus : IBus, IDisposable
{
    private const string BusName = "org.freedesktop.DBus";
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private readonly string _address;
    private readonly TimeSpan _patience;
    private readonly ILogger _log;
    private readonly Waker _waker = new();
    private readonly ConcurrentQueue<Action<Connection>> _work = new();
    private readonly Dictionary<ulong, TaskCompletionSource<IReadOnlyList<object>>> _pending = [];
    private readonly List<(BusMatch Match, Action<BusMessage> Handler)> _watches = [];
    private readonly Thread _thread;
    private Action? _connected;
    private Func<BusMessage, BusAnswer>? _served;
    private bool _wasConnected;
    private volatile bool _stopping;

    /// <param name="address">Such as <c>unix:path=/run/dbus/system_bus_socket</c>; where nobody listens yet, the bus is waited for.</param>
    /// <param name="patience">How long an answer may take.</param>
    /// <param name="log">Topic <c>system</c>.</param>
    public Bus(string address, TimeSpan patience, ILogger log)
    {
        (_address, _patience, _log) = (address, patience, log);
        _thread = new Thread(Run) { IsBackground = true, Name = "bus" };
        _thread.Start();
    }

    public event Action? Connected
    {
        add
        {
            _connected += value;
            // Whoever comes late hears it too; where the bus is not there yet, this waits for it.
            Post(_ => value?.Invoke());
        }
        remove => _connected -= value;
    }

    /// <summary>Whether this machine has the library.</summary>
    public static bool IsAvailable => NativeLibrary.TryLoad(SdBus.Library, out _);

    public async Task<IReadOnlyList<object>> CallAsync(BusCall call, CancellationToken ct = default)
    {
        var reply = new TaskCompletionSource<IReadOnlyList<object>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cookie = 0UL;
        Post(connection => _pending[cookie = connection.Call(call)] = reply);
        try
        {
            return await reply.Task.WaitAsync(_patience, ct);
        }
        catch (TimeoutException)
        {
            throw new RefusedException($"{call.Destination} did not answer within {_patience.TotalSeconds:0.#} seconds");
        }
        finally
        {
            if (!reply.Task.IsCompleted) Post(_ => _pending.Remove(cookie));
        }
    }

    public IDisposable Watch(BusMatch match, Action<BusMessage> handler)
    {
        var watch = (match, handler);
        lock (_watches) _watches.Add(watch);
        Post(connection => Match(connection, "AddMatch", match));
        return new Registration(() =>
        {
            lock (_watches) _watches.Remove(watch);
            Post(connection => Match(connection, "RemoveMatch", match));
        });
    }

    /// <summary>Answers the calls of others from now on, on the bus's thread.</summary>
    public void Serve(Func<BusMessage, BusAnswer> answer) => _served = answer;

    /// <summary>Sends a signal.</summary>
    public void Emit(BusMessage signal, string signature) => Post(connection => connection.Emit(signal, signature));

    public void Dispose()
    {
        _stopping = true;
        _waker.Wake();
        if (Thread.CurrentThread != _thread) _thread.Join();
        _waker.Dispose();
    }

    private static void Match(Connection connection, string method, BusMatch match) =>
        connection.Call(new BusCall(BusName, "/org/freedesktop/DBus", BusName, method, "s", match.Rule));

    private void Post(Action<Connection> work)
    {
        _work.Enqueue(work);
        if (!_stopping) _waker.Wake();
    }

    private void Run()
    {
        while (!_stopping)
        {
            var wasReady = false;
            try
            {
                using var connection = new Connection(_address);
                Turn(connection, ref wasReady);
            }
            catch (BusLostException lost)
            {
                if (wasReady) _log.LogWarning("connection to D-Bus was lost: {Reason}", lost.Message);
                FailPending("the connection to D-Bus was lost");
            }
            // Time is waited for here: a bus that lets nobody in is not to be run against all the time.
            if (!wasReady && !_stopping) Thread.Sleep(s_pause);
        }
        FailPending("the router stops");
    }

    private void Turn(Connection connection, ref bool isReady)
    {
        while (!_stopping)
        {
            while (connection.Process(out var message))
            {
                if (message != 0) Guarded(() => Dispatch(connection, message));
                if (message != 0) SdBus.Release(message);
            }
            if (!isReady && connection.IsReady)
            {
                isReady = true;
                lock (_watches) foreach (var (match, _) in _watches) Match(connection, "AddMatch", match);
                if (_wasConnected) Guarded(() => _connected?.Invoke());
                _wasConnected = true;
            }
            // What is asked for meanwhile stays asked for until the bus is there.
            while (isReady && _work.TryDequeue(out var work)) Guarded(() => work(connection));
            connection.Wait(_waker);
        }
    }

    private void Dispatch(Connection connection, nint message)
    {
        SdBus.Check(SdBus.Type(message, out var type));
        switch (type)
        {
            case SdBus.MethodReturn when Asked(message) is { } reply:
                reply.TrySetResult(MessageReader.Read(message));
                break;
            case SdBus.MethodError when Asked(message) is { } reply:
                reply.TrySetException(new RefusedException(Connection.Refusal(message)));
                break;
            case SdBus.Signal:
                var signal = Connection.Read(message);
                (BusMatch Match, Action<BusMessage> Handler)[] watches;
                lock (_watches) watches = [.. _watches];
                foreach (var watch in watches.Where(watch => watch.Match.Fits(signal))) watch.Handler(signal);
                break;
            case SdBus.MethodCall:
                var answer = _served?.Invoke(Connection.Read(message)) ?? BusAnswer.Error("org.freedesktop.DBus.Error.UnknownObject", "there is no such object");
                connection.Answer(message, answer);
                break;
        }
    }

    private TaskCompletionSource<IReadOnlyList<object>>? Asked(nint message) =>
        SdBus.ReplyCookie(message, out var cookie) >= 0 && _pending.Remove(cookie, out var reply) ? reply : null;

    private void FailPending(string sentence)
    {
        foreach (var reply in _pending.Values) reply.TrySetException(new RefusedException(sentence));
        _pending.Clear();
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is not BusLostException)
        {
            // A handler's trouble: the others still want to hear.
            _log.LogError(error, "a message of D-Bus was not handled");
        }
    }

    private sealed class Registration(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
