using System.Runtime.InteropServices;
using Appliance.Daemon;

const PosixSignal powerFails = (PosixSignal)30;

if (DaemonOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(DaemonOptions.Usage);
    return 2;
}

StopReason reason;
await using (var daemon = new RouterDaemon(options))
{
    // A service supervisor's goodbye leaves guests running; the power button takes them down in order.
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle(daemon.Stop));
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle(daemon.Stop));
    using var button = PosixSignalRegistration.Create(powerFails, Handle(() => _ = daemon.Power.PowerOffAsync(CancellationToken.None)));
    await daemon.StartAsync();
    reason = await daemon.WaitAsync();
}
return (int)reason;

static Action<PosixSignalContext> Handle(Action action) => context =>
{
    context.Cancel = true;
    action();
};
