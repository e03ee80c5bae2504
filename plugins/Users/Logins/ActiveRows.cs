using System.Globalization;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.UsersPlugin.Logins;

/// <summary>The sessions that are open.</summary>
public sealed class ActiveRows(IAccess access, IMachine machine) : IRows<ActiveRow>
{
    public IEnumerable<ActiveRow> Read(IConfigView config) => access.Active.Select(session => new ActiveRow
    {
        Number = session.Number,
        When = machine.ToLocal(session.When),
        Name = session.Login.User,
        Address = session.Login.From,
        Via = session.Login.Via,
    });

    public string Key(ActiveRow row) => row.Number.ToString(CultureInfo.InvariantCulture);
}
