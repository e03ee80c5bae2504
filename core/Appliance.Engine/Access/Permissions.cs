using Appliance.Engine.Schema;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Access;

/// <summary>What policies allow. Every command of every way in is decided here.</summary>
public static class Permissions
{
    public static Problem NotEnough { get; } = new("not enough permissions (9)");

    /// <summary>Whether rows of a menu may be shown, their names in completion included.</summary>
    public static bool MaySee(this Policy held, MenuSchema menu) => held.HasFlag(menu.ToSee);

    public static bool MayChange(this Policy held, MenuSchema menu) => held.HasFlag(menu.ToChange);

    public static bool MayRun(this Policy held, CommandSchema command) => held.HasFlag(command.Needs);
}
