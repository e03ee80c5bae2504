using System.Globalization;
using System.Text;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Upgrading;

/// <summary>What was put into the other slot, until it is known how that went.</summary>
/// <param name="Slot">The slot that is to come up.</param>
/// <param name="Former">Version that ran.</param>
/// <param name="Next">Version that is to run.</param>
internal sealed record Upgrade(int Slot, string Former, string Next);

/// <summary>The file that says so: one line.</summary>
internal sealed class UpgradeNote(string path)
{
    public Upgrade? Read() =>
        File.Exists(path) && File.ReadAllText(path).Split(' ') is [var slot, var former, var next] && int.TryParse(slot, CultureInfo.InvariantCulture, out var number) ? new Upgrade(number, former, next) : null;

    public void Write(Upgrade upgrade) =>
        DurableFile.Write(path, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{upgrade.Slot} {upgrade.Former} {upgrade.Next}")));

    public void Delete() => File.Delete(path);
}
