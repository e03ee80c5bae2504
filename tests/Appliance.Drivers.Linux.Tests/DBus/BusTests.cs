using System.Threading.Channels;
using Appliance.Drivers.Linux.DBus;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Tests.DBus;

public sealed class BusTests : IDisposable
{
    private const string Name = "org.example.Test", Object = "/org/example/Test";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly PrivateBus _private = new();
    private readonly Bus _server;
    private readonly Bus _client;

    public BusTests() => (_server, _client) = (_private.Connect(), _private.Connect());

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
        _private.Dispose();
    }

    [Fact]
    public async Task Every_type_of_value_arrives_as_it_was_sent()
    {
        IReadOnlyList<object>? got = null;
        await ServeAsync(call =>
        {
            got = call.Body;
            return new BusAnswer("a(si)", new List<object> { new object[] { "one", 1 }, new object[] { "two", 2 } });
        });
        var facts = new Dictionary<string, object> { ["type"] = new BusVariant("s", "reboot"), ["list"] = new BusVariant("ai", new List<object> { 1, -2 }) };
        var answer = await _client.CallAsync(Call("Try", "ybnqiuxtdsoga{sv}as",
            (byte)255, true, (short)-2, (ushort)65535, -3, 4_000_000_000u, -5L, ulong.MaxValue, 1.5, "päper", Object, "a{sv}", facts, new List<object>()));
        got!.Take(12).ShouldBe([(byte)255, true, (short)-2, (ushort)65535, -3, 4_000_000_000u, -5L, ulong.MaxValue, 1.5, "päper", Object, "a{sv}"]);
        var received = got![12].ShouldBeOfType<Dictionary<object, object>>();
        received["type"].ShouldBe("reboot");
        received["list"].ShouldBe(new List<object> { 1, -2 });
        got[13].ShouldBe(new List<object>());
        answer[0].ShouldBeOfType<List<object>>().Select(row => ((object[])row)[1]).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task An_open_file_goes_over_the_bus_and_outlives_its_message()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "here");
        using var file = File.OpenHandle(path);
        await ServeAsync(_ => new BusAnswer("h", file));
        using var got = (SafeFileHandle)(await _client.CallAsync(Call("Open")))[0];
        var text = new byte[4];
        RandomAccess.Read(got, text, 0).ShouldBe(4);
        File.Delete(path);
    }

    [Fact]
    public async Task A_service_that_says_no_is_refused_in_its_own_words()
    {
        await ServeAsync(_ => BusAnswer.Error("org.example.Error", "not today"));
        (await Should.ThrowAsync<RefusedException>(() => _client.CallAsync(Call("Try")))).Message.ShouldBe("not today");
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_refused_with_its_name() =>
        (await Should.ThrowAsync<RefusedException>(() => _client.CallAsync(Call("Try")))).Message.ShouldContain(Name);

    [Fact]
    public async Task A_service_that_never_answers_is_not_waited_for_for_ever()
    {
        using var release = new ManualResetEventSlim();
        await ServeAsync(_ =>
        {
            release.Wait();
            return new BusAnswer();
        });
        using var hasty = _private.Connect(TimeSpan.FromSeconds(0.5));
        (await Should.ThrowAsync<RefusedException>(() => hasty.CallAsync(Call("Try")))).Message.ShouldBe($"{Name} did not answer within 0.5 seconds");
        release.Set();
    }

    [Fact]
    public async Task A_bus_that_is_not_there_is_refused_in_time_and_waited_for()
    {
        _private.Stop();
        using var hasty = _private.Connect(TimeSpan.FromSeconds(0.5));
        await Should.ThrowAsync<RefusedException>(() => hasty.CallAsync(Call("Try")));
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hasty.Connected += () => there.TrySetResult();
        there.Task.IsCompleted.ShouldBeFalse();
        _private.Restart();
        await there.Task.WaitAsync(s_patience);
    }

    [Fact]
    public async Task Only_signals_that_are_watched_for_are_heard_and_a_restart_of_the_bus_is_survived()
    {
        await ServeAsync(_ => new BusAnswer());
        var heard = Channel.CreateUnbounded<string>();
        using var watch = _client.Watch(new BusMatch(Name, Object, Name, "Rang"), signal => heard.Writer.TryWrite((string)signal.Body[0]));
        await SayAsync("first");
        (await heard.Reader.ReadAsync().AsTask().WaitAsync(s_patience)).ShouldBe("first");

        var again = Channel.CreateUnbounded<bool>();
        _server.Connected += () => again.Writer.TryWrite(true);
        _client.Connected += () => again.Writer.TryWrite(true);
        for (var i = 0; i < 2; i++) await again.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
        _private.Restart();
        for (var i = 0; i < 2; i++) await again.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
        await ServeAsync(_ => new BusAnswer());
        await SayAsync("second");
        (await heard.Reader.ReadAsync().AsTask().WaitAsync(s_patience)).ShouldBe("second");

        watch.Dispose();
        await SayAsync("third");
        heard.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_calls_are_under_way_at_once()
    {
        await ServeAsync(call => new BusAnswer("i", call.Body[0]));
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => _client.CallAsync(Call("Echo", "i", number))));
        answers.Select(answer => (int)answer[0]).ShouldBe(Enumerable.Range(0, 100));
    }

    // A call first: when it comes back, the bus knows what the client watches for. A signal of another name goes before the one that
    // counts; the call behind both comes back when the client has seen them.
    private async Task SayAsync(string text)
    {
        await _client.CallAsync(Call("Try"));
        _server.Emit(new BusMessage(Object, Name, "Hummed", [text]), "s");
        _server.Emit(new BusMessage(Object, Name, "Rang", [text]), "s");
        await _client.CallAsync(Call("Try"));
    }

    private static BusCall Call(string member, string signature = "", params object[] arguments) => new(Name, Object, Name, member, signature, arguments);

    private async Task ServeAsync(Func<BusMessage, BusAnswer> answer)
    {
        _server.Serve(answer);
        await _server.CallAsync(new BusCall("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName", "su", Name, 4u));
    }
}
