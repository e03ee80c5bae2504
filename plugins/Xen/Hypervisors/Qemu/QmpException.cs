namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>QEMU's sentence about a command that it refused.</summary>
internal sealed class QmpException(string sentence) : Exception(sentence);
