using System.Collections.Concurrent;

namespace Appliance.Drivers.Linux.Netlink;

/// <summary>A thread that stays in the network namespace of the thread that made it, for calls that act on the caller's namespace.</summary>
internal sealed class NamespaceThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public NamespaceThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "namespace" };
        _thread.Start();
    }

    /// <summary>Does it and waits for it.</summary>
    public void Do(Action work)
    {
        var done = new TaskCompletionSource();
        _work.Add(() =>
        {
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable()) work();
    }
}
