namespace Appliance.PackageTool;

/// <summary>What the tool was given makes no package; the message goes to the person as it is.</summary>
internal sealed class UnusableInputException(string message) : Exception(message);
