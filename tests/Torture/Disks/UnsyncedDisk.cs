using Appliance.Engine.Store.Files;

namespace Torture.Disks;

/// <summary>A disk that nobody takes the power from, so that looking at what is there needs not wait for it.</summary>
internal sealed class UnsyncedDisk() : SteppingDisk(0, StepFault.Killed, new Random(0));
