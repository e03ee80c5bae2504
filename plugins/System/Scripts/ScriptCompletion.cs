using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>
/// A script belongs to whoever wrote what it does, so that nobody gets another one's rights by changing it. Only who may change rights
/// can write in somebody else's name.
/// </summary>
public sealed class ScriptCompletion : ICompletion<Script>
{
    public Script Complete(Script typed, Script? before, Login by)
    {
        var mayGive = by.Policies.HasFlag(Policy.Policy) && typed.OwnedBy.Length > 0 && typed.OwnedBy != before?.OwnedBy;
        var same = before is not null && before.Source == typed.Source && before.DontRequirePermissions == typed.DontRequirePermissions
            && before.Policy.Together() == typed.Policy.Together();
        return typed with { Policy = typed.Policy.InOrder(), OwnedBy = mayGive ? typed.OwnedBy : same ? before!.OwnedBy : by.User };
    }
}
