using System.Collections.Concurrent;

namespace Appliance.Engine.Store;

/// <summary>One thread that does what it is given, in order.</summary>
internal sealed class WorkThread : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> _notice;

    public WorkThread(string name, Action<string> notice)
    {
        _notice = notice;
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    public void Post(Action work) => _work.Add(work);

    public Task<T> RunAsync<T>(Func<T> work)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                result.SetResult(work());
            }
            catch (Exception trouble)
            {
                result.SetException(trouble);
            }
        });
        return result.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            try
            {
                work();
            }
            catch (Exception trouble)
            {
                // The journal has everything; the next work tries again.
                _notice("store: " + trouble.Message);
            }
        }
        _ended.SetResult();
    }
}
