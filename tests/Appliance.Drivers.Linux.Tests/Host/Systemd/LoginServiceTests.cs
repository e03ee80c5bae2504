using Appliance.Drivers.Linux.DBus;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Host.Systemd;
using Appliance.Drivers.Linux.Tests.DBus;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Tests.Host.Systemd;

/// <summary>Who takes the machine down waits for the router, and the router for its guests.</summary>
public sealed class LoginServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly PrivateBus _private = new();
    private readonly StandIns _services;
    private readonly Bus _bus;
    private readonly Power _power;
    private readonly TaskCompletionSource _locked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<PowerRequest> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly (FileStream Reader, FileStream Writer) _pipe = Pipes.Make();
    private LoginService _login = null!;

    public LoginServiceTests()
    {
        _services = new StandIns(_private);
        _services.Instead = call =>
        {
            if (call.Member != "Inhibit") return null;
            _locked.TrySetResult();
            return new BusAnswer("h", _pipe.Writer.SafeFileHandle);
        };
        _bus = _private.Connect();
        _power = new Power(request => LoginService.EndAsync(_bus, request), NullLogger.Instance, s_patience);
        _power.BeforeDown((request, _) =>
        {
            _asked.TrySetResult(request);
            return _ready.Task;
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _services.StartAsync();
        _login = new LoginService(_bus, _power, NullLogger.Instance);
        await _locked.Task.WaitAsync(s_patience);
    }

    public ValueTask DisposeAsync()
    {
        _login.Dispose();
        _bus.Dispose();
        _services.Dispose();
        _private.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_lock_delays_every_shutdown_from_the_start() =>
        _services.Calls.ShouldBe(["Inhibit shutdown appliance guests are shut down in order delay"]);

    [Theory]
    [InlineData("poweroff", PowerRequest.PowerOff)]
    [InlineData("reboot", PowerRequest.Reboot)]
    public async Task Somebody_else_s_shutdown_waits_until_everybody_is_prepared(string type, PowerRequest request)
    {
        var released = ReleasedAsync();
        _services.Properties["PreparingForShutdown"] = true;
        _services.Emit("PrepareForShutdownWithMetadata", "ba{sv}", true, new Dictionary<string, object> { ["type"] = new BusVariant("s", type) });
        _services.Emit("PrepareForShutdown", "b", true);
        (await _asked.Task.WaitAsync(s_patience)).ShouldBe(request);
        _power.Request.ShouldBe(request);
        released.IsCompleted.ShouldBeFalse();
        _ready.SetResult();
        await released.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_signal_that_is_not_true_changes_nothing()
    {
        _services.Emit("PrepareForShutdown", "b", true);
        await _bus.CallAsync(BusCall.Get("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PreparingForShutdown"));
        _asked.Task.IsCompleted.ShouldBeFalse();
        _power.Request.ShouldBeNull();
    }

    [Fact]
    public async Task The_router_s_own_reboot_is_login_s_once_everybody_is_prepared()
    {
        var rebooted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _services.Called += line =>
        {
            if (line == "Reboot False") rebooted.TrySetResult();
        };
        await _power.RebootAsync(default);
        await _asked.Task.WaitAsync(s_patience);
        rebooted.Task.IsCompleted.ShouldBeFalse();
        _ready.SetResult();
        await rebooted.Task.WaitAsync(s_patience);
    }

    [Fact]
    public async Task A_reboot_that_login_refuses_leaves_the_machine_up_and_able_to_be_asked_again()
    {
        _ready.SetResult();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _services.Instead = call =>
        {
            if (call.Member != "PowerOff") return null;
            return refused.TrySetResult() ? BusAnswer.Error("org.freedesktop.DBus.Error.AccessDenied", "Permission denied") : new BusAnswer();
        };
        await _power.PowerOffAsync(default);
        await refused.Task.WaitAsync(s_patience);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _services.Called += line =>
        {
            if (line == "PowerOff False") asked.TrySetResult();
        };
        SpinWait.SpinUntil(() => _power.Request is null, s_patience).ShouldBeTrue();
        await _power.PowerOffAsync(default);
        await asked.Task.WaitAsync(s_patience);
    }

    [Fact]
    public async Task Whether_the_whole_machine_goes_down_is_systemd_s_word()
    {
        (await _login.IsGoingDownAsync()).ShouldBeFalse();
        _services.Properties["SystemState"] = "stopping";
        (await _login.IsGoingDownAsync()).ShouldBeTrue();
    }

    // The lock is the writing end of a pipe: it is given back when all copies are closed, and the reader sees the end.
    private async Task ReleasedAsync()
    {
        _pipe.Writer.Dispose();
        (await _pipe.Reader.ReadAsync(new byte[1])).ShouldBe(0);
    }
}
