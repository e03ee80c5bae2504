using Appliance.Sdk.Menus;

namespace Appliance.UsersPlugin.Logins;

/// <summary>Somebody who is logged in.</summary>
[Menu("/user active", ReadOnly = true), PrintFlags("R radius", "M by-romon"), Help("Users that are logged in")]
public sealed record ActiveRow : Item
{
    /// <summary>Tells sessions apart.</summary>
    [NotAProperty] public long Number { get; init; }

    [State, Brief, Help("When the user came in")] public DateTime When { get; init; }

    [State, Brief, Help("Name of the user")] public string Name { get; init; } = "";

    [State, Brief(Width = 15), Help("Address that the user came from")] public string Address { get; init; } = "";

    [State, Brief(Width = 8), Help("The way in")] public string Via { get; init; } = "";

    /// <summary>Users are this router's own.</summary>
    [NotAProperty] public bool Radius => false;

    /// <summary>Nobody comes in by another router.</summary>
    [NotAProperty] public bool ByRomon => false;
}
