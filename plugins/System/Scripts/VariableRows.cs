using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>The global variables of the user who looks; nobody sees another one's.</summary>
public sealed class VariableRows(IScripts scripts) : IRemovableRows<VariableRow>
{
    public IEnumerable<VariableRow> Read(IConfigView config) => [];

    public IEnumerable<VariableRow> Read(IConfigView config, Login login) =>
        scripts.Variables(login.User).Select(variable => new VariableRow { Name = variable.Name, Value = variable.Value, User = login.User });

    public string Key(VariableRow row) => $"{row.User} {row.Name}";

    public Task<Problem?> RemoveAsync(VariableRow row, CancellationToken ct)
    {
        scripts.Forget(row.User, row.Name);
        return Task.FromResult<Problem?>(null);
    }
}
