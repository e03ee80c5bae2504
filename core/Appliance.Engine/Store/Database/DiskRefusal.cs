namespace Appliance.Engine.Store.Database;

/// <summary>
/// That the disk refused to take something for the database. Its files share it: where one lacks what was written, LiteDB must not empty
/// the other that still has it.
/// </summary>
internal sealed class DiskRefusal
{
    private IOException? _first;

    public bool Happened => _first is not null;

    public void Note(IOException refusal) => _first ??= refusal;

    /// <exception cref="IOException">The files lack what was written; close them, and open them again.</exception>
    public void Throw()
    {
        if (_first is { } refusal) throw new IOException(refusal.Message, refusal.HResult);
    }
}
