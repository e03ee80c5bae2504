using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors.Xen;

/// <summary>What xl is told.</summary>
public sealed class XlProgramTests
{
    private readonly Guid _uuid = Guid.Parse("6f6f6c1e-0d6a-4a4e-9f3b-2f6f5b1c7a10");

    [Fact]
    public void A_guest_is_paravirtual_by_default() => XlProgram.Configuration(new DomainSpec { Key = "1", Name = "my \"ros\"", Memory = 64, CpuCount = 2, Kernel = "/files/vmlinuz", Initrd = "/files/initrd", CommandLine = "a=\"b\" c" }, _uuid).ShouldBe(
        """
        type = "pv"
        name = "my \"ros\""
        uuid = "6f6f6c1e-0d6a-4a4e-9f3b-2f6f5b1c7a10"
        memory = 64
        vcpus = 2
        kernel = "/files/vmlinuz"
        ramdisk = "/files/initrd"
        cmdline = "a=\"b\" c"

        """);

    [Theory]
    [InlineData(Virtualization.Automatic, "pv")]
    [InlineData(Virtualization.Pv, "pv")]
    [InlineData(Virtualization.Pvh, "pvh")]
    public void The_type_is_the_one_that_is_wished(Virtualization virtualization, string type) =>
        XlProgram.Configuration(new DomainSpec { Key = "1", Name = "ros1", Memory = 64, Kernel = "/k", Virtualization = virtualization }, _uuid).ShouldStartWith($"type = \"{type}\"\n");
}
