using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Changes;

/// <summary>One requested change. What it has to send is found only when it is sent, by comparing with the table of that moment.</summary>
internal abstract class Change
{
    // Continuations run inside the flush, so that what a reconciler asks for next is waiting when the flush returns.
    private readonly TaskCompletionSource _done = new();

    public Task Task => _done.Task;

    /// <summary>What it makes, renames, changes or removes.</summary>
    public abstract IReadOnlyList<string> Alters { get; }

    /// <summary>What must be as it will be before this can be sent.</summary>
    public virtual IReadOnlyList<string> Needs => [];

    /// <summary>Comes after everything that had to wait for another round.</summary>
    public virtual bool ComesLast => false;

    /// <summary>Why it did not happen.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Writes what has to be sent; nothing where it is so already.</summary>
    /// <exception cref="NotReadyException">A link is not there.</exception>
    /// <exception cref="RefusedException">It can never be.</exception>
    public abstract void Write(Batch batch);

    /// <summary>Whether the kernel's no means that there was nothing to do.</summary>
    public virtual bool Tolerates(KernelError error) => false;

    /// <summary>A second way after the kernel's no; null where there is none.</summary>
    /// <param name="error">The no.</param>
    /// <param name="isFirst">It was said to the first message of this change.</param>
    public virtual Change? Otherwise(KernelError error, bool isFirst) => null;

    /// <summary>Asked after each success: whether something is left that could not be said before.</summary>
    public virtual bool HasMore => false;

    /// <summary>After the kernel did it: what it does not report.</summary>
    public virtual void Done()
    {
    }

    public void Complete()
    {
        if (Fault is null) _done.TrySetResult();
        else _done.TrySetException(Fault);
    }
}
