using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Values;

namespace Appliance.Console.Sessions;

/// <summary>The numbers of items: those of the last print of each menu in this session.</summary>
internal sealed class ItemNumbers
{
    private readonly Dictionary<string, IReadOnlyList<ItemId>> _byMenu = [];

    public void Remember(MenuNode menu, IReadOnlyList<ItemId> printed) => _byMenu[menu.Path] = printed;

    /// <summary>The item with this number. A menu that was not printed yet is numbered now, as a print would.</summary>
    public ItemId Find(MenuNode menu, int number, IRouterSession router)
    {
        if (!_byMenu.TryGetValue(menu.Path, out var ids)) _byMenu[menu.Path] = ids = [.. router.Rows(menu).Select(row => row.Id)];
        return number < ids.Count ? ids[number] : ItemId.None;
    }
}
