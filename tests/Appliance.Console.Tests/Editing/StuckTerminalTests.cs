using Appliance.Console.Editing;
using Appliance.Console.Sessions;

namespace Appliance.Console.Tests.Editing;

/// <summary>A terminal that takes nothing: the person pressed Ctrl-S, or went away with the lid closed.</summary>
public sealed class StuckTerminalTests
{
    [Fact]
    public async Task Whoever_announces_something_does_not_wait_for_a_stuck_terminal()
    {
        using var stuck = new StuckStream();
        await using var terminal = new Terminal(stuck, 80, 24);
        var printing = Task.Run(() => terminal.Send("first"));
        stuck.Reached.Wait(TimeSpan.FromMinutes(1)).ShouldBeTrue();
        await Task.Run(() =>
        {
            for (var i = 0; i < 100_000; i++) terminal.Announce($"12:00:00 echo: system,error,critical line {i}");
        }).WaitAsync(TimeSpan.FromMinutes(1));
        printing.IsCompleted.ShouldBeFalse();
        stuck.Free.Set();
        await printing;
        await stuck.UntilAsync("line 0\r\n");
        // Only so much is kept for it.
        stuck.Length.ShouldBeLessThan(100_000);
    }

    private sealed class StuckStream : DuplexStream
    {
        private readonly MemoryStream _shown = new();
        private readonly TaskCompletionSource _end = new();

        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Free { get; } = new();

        public override long Length => _shown.Length;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await _end.Task.WaitAsync(cancellationToken);
            return 0;
        }

        public override int Read(byte[] buffer, int offset, int count) => 0;

        public override void Write(byte[] buffer, int offset, int count)
        {
            Reached.Set();
            Free.Wait();
            lock (_shown) _shown.Write(buffer, offset, count);
        }

        public override void Flush()
        {
        }

        public async Task UntilAsync(string text)
        {
            // Shown by another thread.
            for (var i = 0; i < 6000; i++)
            {
                lock (_shown)
                {
                    if (System.Text.Encoding.UTF8.GetString(_shown.ToArray()).Contains(text, StringComparison.Ordinal)) return;
                }
                await Task.Delay(10);
            }
            Assert.Fail($"never shown: {text}");
        }

        protected override void Dispose(bool disposing)
        {
            Free.Set();
            _end.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
