using Appliance.Sdk.Drivers.Host;

namespace Appliance.Console.Sessions;

/// <summary>What the console's own commands need of the router around it.</summary>
public sealed record ConsoleHost
{
    /// <summary>Where <c>export</c> and <c>print</c> write with <c>file=</c>, and <c>import</c> reads; null where there are no files.</summary>
    public IFileStore? Files { get; init; }

    /// <summary>The router's local time.</summary>
    public Func<DateTime> Now { get; init; } = () => DateTime.Now;
}
