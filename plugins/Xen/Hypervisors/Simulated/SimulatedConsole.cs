using System.IO.Pipelines;

namespace Appliance.XenPlugin.Hypervisors.Simulated;

/// <summary>Two pipes: what the guest writes the router reads, and the other way round.</summary>
internal sealed class SimulatedConsole : IDuplexPipe
{
    private readonly Pipe _toRouter = new(), _toGuest = new();

    public SimulatedConsole() => Router = new TwoWayStream(_toRouter.Reader.AsStream(), _toGuest.Writer.AsStream(), Close);

    public Stream Router { get; }

    PipeReader IDuplexPipe.Input => _toGuest.Reader;

    PipeWriter IDuplexPipe.Output => _toRouter.Writer;

    public void Close()
    {
        _toRouter.Writer.Complete();
        _toGuest.Writer.Complete();
    }
}
