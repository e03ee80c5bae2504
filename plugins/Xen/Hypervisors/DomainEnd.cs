namespace Appliance.XenPlugin.Hypervisors;

/// <summary>How a domain ended.</summary>
public enum DomainEnd
{
    /// <summary>The guest switched itself off, asked or not.</summary>
    PoweredOff,

    /// <summary>We pulled the plug.</summary>
    Destroyed,

    /// <summary>The guest or its hypervisor process died.</summary>
    Crashed,
}
