using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;

namespace Appliance.Sdk.Plugins;

/// <summary>Completes what a person typed with what only the router knows: who typed it, what day it is.</summary>
/// <typeparam name="T">The menu's record.</typeparam>
public interface ICompletion<T> where T : Entry
{
    /// <summary>Called for each item that is added or changed, while the commit has its turn: must not wait. Undo passes it by.</summary>
    /// <param name="typed">The record as typed.</param>
    /// <param name="before">The record that it replaces; null for a new one.</param>
    /// <param name="by">Who typed it.</param>
    T Complete(T typed, T? before, Login by);
}
