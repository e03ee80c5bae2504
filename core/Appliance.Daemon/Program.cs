using System.Runtime.InteropServices;
using Appliance.Daemon;

const PosixSignal powerFails = (PosixSignal)30;

if (DaemonOptions.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync(DaemonOptions.Usage);
    return 2;
}

StopReason reason;
var daemon = new RouterDaemon(options);
await using (daemon)
{
    // A service supervisor's goodbye leaves guests running; the power button takes them down in order.
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle(() => _ = daemon.StopAsync()));
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle(() => _ = daemon.StopAsync()));
    using var button = PosixSignalRegistration.Create(powerFails, Handle(() => _ = daemon.Power.PowerOffAsync(CancellationToken.None)));
    await daemon.StartAsync();
    reason = await daemon.WaitAsync();
}
daemon.EndMachine(reason);
return (int)reason;

static Action<PosixSignalContext> Handle(Action action) => context =>
{
    context.Cancel = true;
    action();
};
