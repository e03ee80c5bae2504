using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>Something that takes lines and may take its time.</summary>
internal interface ILogTarget : IDisposable
{
    /// <summary>Writes lines in order. Throws where they are refused; they are lost then.</summary>
    void Write(IReadOnlyList<LogLine> lines);
}
