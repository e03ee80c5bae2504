namespace Appliance.XenPlugin.Hypervisors;

/// <summary>A hypervisor could not do it.</summary>
/// <param name="state">At most 28 characters for the STATE column.</param>
/// <param name="sentence">What happened, for the person and the log.</param>
public sealed class DomainFailedException(string state, string sentence) : Exception(sentence)
{
    public string State { get; } = state;
}
