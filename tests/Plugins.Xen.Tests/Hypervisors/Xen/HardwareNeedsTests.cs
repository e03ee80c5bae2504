using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Xen;

namespace Appliance.XenPlugin.Tests.Hypervisors.Xen;

/// <summary>Which guests are refused on which machines, and what is said then.</summary>
public sealed class HardwareNeedsTests
{
    private const string Old = "xen-3.0-x86_64", New = "xen-3.0-x86_64 hvm-3.0-x86_32 hvm-3.0-x86_32p hvm-3.0-x86_64 ";

    [Theory]
    [InlineData(Virtualization.Automatic, Old)]
    [InlineData(Virtualization.Pv, Old)]
    [InlineData(Virtualization.Pv, New)]
    [InlineData(Virtualization.Pvh, New)]
    public void A_guest_runs_where_the_machine_has_what_it_needs(Virtualization virtualization, string guests) =>
        Should.NotThrow(() => HardwareNeeds.Check(Spec(virtualization), guests));

    [Theory]
    [InlineData(Virtualization.Pvh, Old, "no hardware virtualization", "ros1 can not be started: pvh needs hardware virtualization, which the processor does not have, or the firmware has switched off")]
    [InlineData(Virtualization.Hvm, Old, "no hardware virtualization", "ros1 can not be started: hvm needs hardware virtualization, which the processor does not have, or the firmware has switched off")]
    [InlineData(Virtualization.Hvm, New, "no device model", "ros1 can not be started: hvm needs a device model (QEMU for Xen), which this router does not have")]
    public void Where_not_one_sentence_says_what_is_missing(Virtualization virtualization, string guests, string state, string sentence)
    {
        var failure = Should.Throw<DomainFailedException>(() => HardwareNeeds.Check(Spec(virtualization), guests));
        (failure.State, failure.Message).ShouldBe((state, sentence));
        failure.State.Length.ShouldBeLessThanOrEqualTo(VmState.Width);
    }

    private static DomainSpec Spec(Virtualization virtualization) => new() { Key = "1", Name = "ros1", Memory = 64, Virtualization = virtualization };
}
