using System.Text;
using Appliance.Console.Editing;

namespace Appliance.Console.Tests.Editing;

public sealed class TerminalTests : IAsyncDisposable
{
    private readonly Person _person = new();

    public ValueTask DisposeAsync() => _person.Terminal.DisposeAsync();

    private ValueTask<LineResult> Line() => new LineEditor(_person.Terminal).ReadLineAsync("> ");

    [Fact]
    public async Task Ctrl_c_cancels_the_running_command_and_drops_what_was_typed_ahead()
    {
        await Should.ThrowAsync<OperationCanceledException>(_person.Terminal.RunAsync(async ct =>
        {
            _person.Types("typed ahead\r\u0003");
            await Task.Delay(Timeout.Infinite, ct);
        }));
        _person.Types("next\r");
        (await Line()).Text.ShouldBe("next");
    }

    [Fact]
    public async Task Ctrl_c_right_behind_enter_cancels_the_command_too()
    {
        _person.Types("ping\r\u0003next\r");
        (await Line()).Text.ShouldBe("ping");
        await Should.ThrowAsync<OperationCanceledException>(_person.Terminal.RunAsync(ct => Task.Delay(Timeout.Infinite, ct)));
        (await Line()).Text.ShouldBe("next");
    }

    [Fact]
    public async Task What_is_typed_while_a_command_runs_is_the_next_line()
    {
        await _person.Terminal.RunAsync(ct =>
        {
            _person.Types("next\r");
            return Task.CompletedTask;
        });
        (await Line()).Text.ShouldBe("next");
    }

    [Fact]
    public async Task A_command_goes_on_when_only_the_input_has_ended()
    {
        _person.HangsUp();
        await _person.Terminal.RunAsync(ct =>
        {
            _person.Terminal.Out.Write("still here\n");
            ct.IsCancellationRequested.ShouldBeFalse();
            return Task.CompletedTask;
        });
        _person.Screen.Text.ShouldBe("still here");
    }

    [Fact]
    public async Task An_attached_guest_gets_every_byte_and_the_console_the_rest()
    {
        var got = new List<byte>();
        await _person.Terminal.RunAsync(ct => _person.Terminal.AttachAsync(async (stream, token) =>
        {
            _person.Types("a\u0003\u001b[A");
            var buffer = new byte[3];
            while (got.Count < 5) got.AddRange(buffer.AsSpan(0, await stream.ReadAsync(buffer, token)).ToArray());
            await stream.WriteAsync(Encoding.ASCII.GetBytes("login: "), token);
        }, ct));
        Encoding.ASCII.GetString([.. got]).ShouldBe("a\u0003\u001b[A");
        _person.Screen.Text.ShouldBe("login:");
        _person.Types("back\r");
        (await Line()).Text.ShouldBe("back");
    }

    [Fact]
    public async Task An_attached_guest_gets_a_large_paste_whole()
    {
        var sent = new byte[300_000];
        Random.Shared.NextBytes(sent);
        var got = new List<byte>();
        await _person.Terminal.AttachAsync(async (stream, ct) =>
        {
            var pasting = Task.Run(() => _person.Sends(sent), ct);
            var buffer = new byte[5_000];
            while (got.Count < sent.Length) got.AddRange(buffer.AsSpan(0, await stream.ReadAsync(buffer, ct)).ToArray());
            await pasting;
        }, CancellationToken.None);
        got.ShouldBe(sent);
    }

    [Fact]
    public async Task A_read_that_the_guest_left_behind_takes_no_key_of_the_console()
    {
        await _person.Terminal.AttachAsync((stream, ct) =>
        {
            var abandoned = stream.ReadAsync(new byte[10]).AsTask();
            abandoned.IsCompleted.ShouldBeFalse();
            return Task.CompletedTask;
        }, CancellationToken.None);
        _person.Types("mine\r");
        (await Line()).Text.ShouldBe("mine");
    }
}
