using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests;

public sealed class IdentityTests
{
    [Fact]
    public async Task The_router_s_name_is_the_host_name()
    {
        var machine = new SimulatedMachine();
        await new IdentityReconciler(machine).EnsureAsync(new Identity(), new FakeScope(), default);
        machine.HostName.ShouldBe("MikroTik");
        await new IdentityReconciler(machine).EnsureAsync(new Identity { Name = "core router" }, new FakeScope(), default);
        machine.HostName.ShouldBe("core router");
    }

    [Theory]
    [InlineData("", "failure: name is empty")]
    [InlineData("a\nb", "failure: name contains control characters")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", "failure: name is longer than 64 characters")]
    public void A_name_that_no_prompt_can_show_is_refused(string name, string sentence) =>
        new Identity { Name = name }.Validate(new FakeScope()).Single().ShouldBe(new(sentence, "name"));

    [Fact]
    public void Sixty_four_characters_are_a_name() => new Identity { Name = new string('x', 64) }.Validate(new FakeScope()).ShouldBeEmpty();
}
