using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.SystemPlugin.Power;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Power;

public sealed class PowerCommandTests
{
    private readonly SimulatedPower _power = new();
    private readonly TestLog _log = new();

    [Theory]
    [InlineData("y")]
    [InlineData("Y")]
    [InlineData("yes")]
    [InlineData(" y ")]
    public async Task Yes_reboots(string answer)
    {
        var context = new FakeContext(answer);
        (await new Reboot(_power, _log.Loggers).RunAsync(context, default)).ShouldBeNull();
        context.Screen.ShouldBe(["Reboot, yes? [y/N]:", "system will reboot shortly"]);
        (await _power.Down.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(PowerRequest.Reboot);
        _log.Lines.ShouldBe(["system,info router is going to reboot, asked by admin"]);
    }

    [Theory]
    [InlineData("y")]
    [InlineData("yes")]
    public async Task Yes_shuts_down(string answer)
    {
        var context = new FakeContext(answer);
        (await new Shutdown(_power, _log.Loggers).RunAsync(context, default)).ShouldBeNull();
        context.Screen.ShouldBe(["Shutdown, yes? [y/N]:", "system will shutdown promptly"]);
        (await _power.Down.WaitAsync(TimeSpan.FromSeconds(10))).ShouldBe(PowerRequest.PowerOff);
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("yep")]
    [InlineData("/ip address print")]
    public async Task Anything_else_does_nothing(string answer)
    {
        var context = new FakeContext(answer, answer);
        await new Reboot(_power, _log.Loggers).RunAsync(context, default);
        await new Shutdown(_power, _log.Loggers).RunAsync(context, default);
        context.Screen.ShouldBe(["Reboot, yes? [y/N]:", "Shutdown, yes? [y/N]:"]);
        _power.Down.IsCompleted.ShouldBeFalse();
        _log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Interrupting_the_question_does_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => new Reboot(_power, _log.Loggers).RunAsync(new FakeContext("y"), new CancellationToken(true)));
        _power.Down.IsCompleted.ShouldBeFalse();
    }
}
