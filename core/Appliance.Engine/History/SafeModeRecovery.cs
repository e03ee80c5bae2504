using Appliance.Engine.Store;

namespace Appliance.Engine.History;

/// <summary>A start that finds safe mode open: the router went down before its holder released it, so the old state comes back.</summary>
internal static class SafeModeRecovery
{
    /// <param name="stored">As read from the store.</param>
    /// <returns>What is to be loaded, the changes that make the store the same, and a sentence for the log; empty where safe mode was not open.</returns>
    public static (StoredConfiguration Configuration, IReadOnlyList<StoredChange> Owed, string Notice) Recover(StoredConfiguration stored)
    {
        var notes = stored.Items.Where(item => item.Menu == SavedDocument.Menu).ToList();
        if (notes.Count == 0) return (stored, [], "");
        var items = stored.Items.Where(item => item.Menu != SavedDocument.Menu).ToDictionary(item => (item.Menu, item.Id));
        List<StoredChange> owed = [];
        var user = "";
        foreach (var note in notes.OrderByDescending(note => note.Id))
        {
            owed.Add(new StoredChange(note, null));
            if (note.Id.Value == SavedDocument.HeaderNumber)
            {
                user = SavedDocument.UserOf(note);
                continue;
            }
            var saved = SavedDocument.Read(note);
            var key = (saved.Of, saved.Id);
            owed.Add(new StoredChange(items.GetValueOrDefault(key), saved.Before));
            if (saved.Before is { } before) items[key] = before;
            else items.Remove(key);
        }
        owed.RemoveAll(change => change is { Before: null, After: null });
        return (stored with { Items = [.. items.Values] }, owed, $"router went down while {user} held safe mode: {notes.Count - 1} items are as they were before it");
    }
}
