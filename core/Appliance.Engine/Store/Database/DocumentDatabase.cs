using Appliance.Engine.Store.Journal;
using Appliance.Sdk.Values;
using LiteDB;
using LiteDB.Engine;

namespace Appliance.Engine.Store.Database;

/// <summary>
/// The documents in LiteDB. Used by one thread only: LiteDB loses data and crashes under several.
/// It never syncs by itself (four syncs a commit would delay everybody): the journal keeps what is newer than the last <see cref="Sync"/>.
/// </summary>
internal sealed class DocumentDatabase : IDisposable
{
    private const int PageSize = 8192;
    private const int LongestLog = 1024 * PageSize;

    private readonly DiskRefusal _refusal = new();
    private readonly DatabaseStream _data;
    private readonly DatabaseStream _log;
    private readonly LiteDatabase _lite;
    private readonly ILiteCollection<BsonDocument> _documents;
    private readonly BinaryRecordWriter _scratch = new();

    public DocumentDatabase(StoreFolder folder)
    {
        // By these streams LiteDB flushes to the page cache, not to the disk.
        _data = new DatabaseStream(folder.Disk.Open(folder.Database, FileMode.OpenOrCreate), _refusal);
        try
        {
            _log = new DatabaseStream(folder.Disk.Open(folder.DatabaseLog, FileMode.OpenOrCreate), _refusal);
            var engine = new LiteEngine(new EngineSettings { DataStream = _data, LogStream = _log, Collation = Collation.Binary });
            // Its log goes into the data file when told to, with a look at what it did, and not when a damaged file is closed.
            _lite = new LiteDatabase(engine, new BsonMapper()) { CheckpointSize = 0 };
            _documents = _lite.GetCollection("configuration", BsonAutoId.Int32);
            _refusal.Throw();
            State = DatabaseState.Read(_documents.FindById(DatabaseState.Key));
        }
        catch
        {
            _lite?.Dispose();
            _log?.Dispose();
            _data.Dispose();
            throw;
        }
    }

    /// <summary>What the last transaction noted.</summary>
    public DatabaseState State { get; private set; }

    /// <summary>Writes commits in one transaction, the revision that they reach with them; of what several did to one item, the outcome.</summary>
    public void Fold(IReadOnlyList<CommitRecord> commits)
    {
        var state = State;
        var lastIds = new Dictionary<string, uint>(state.LastIds);
        var outcomes = new Dictionary<(string Menu, ItemId Id), StoredChange>();
        foreach (var commit in commits)
        {
            foreach (var change in commit.Changes)
            {
                if ((change.After ?? change.Before) is not { } item) continue;
                var before = outcomes.TryGetValue((item.Menu, item.Id), out var earlier) ? earlier.Before : change.Before;
                outcomes[(item.Menu, item.Id)] = change with { Before = before };
            }
            foreach (var (space, last) in commit.LastIds) lastIds[space] = Math.Max(last, lastIds.GetValueOrDefault(space));
        }
        InTransaction(() =>
        {
            var content = state.Content;
            foreach (var change in outcomes.Values.Where(change => change.Before is not null)) content = Replace(content, DocumentFormat.KeyOf(change.Before!), change.After);
            List<StoredItem> added = [.. outcomes.Values.Where(change => change.Before is null).Select(change => change.After).OfType<StoredItem>()];
            _documents.Insert(added.Select(DocumentFormat.ToDocument));
            foreach (var item in added) content = content.Plus(item, _scratch);
            return new DatabaseState(commits[^1].Revision, content, lastIds);
        });
    }

    /// <summary>Fills an empty database.</summary>
    public void Fill(StoredConfiguration all)
    {
        foreach (var part in all.Items.Chunk(10_000))
        {
            InTransaction(() =>
            {
                _documents.Insert(part.Select(DocumentFormat.ToDocument));
                return State;
            });
        }
        InTransaction(() => new DatabaseState(all.Revision, ContentSum.Of(all.Items), all.LastIds));
    }

    /// <summary>Reads every document; throws where they are not what was noted.</summary>
    public StoredConfiguration ReadAll()
    {
        // One more than there should be is enough to know; a damaged index may lead round in a circle.
        var items = _documents.FindAll().Where(document => document["_id"] != DatabaseState.Key).Select(DocumentFormat.ToItem).Take((int)State.Content.Count + 1).ToList();
        if (ContentSum.Of(items) != State.Content)
            throw new InvalidDataException($"{items.Count} documents are not the {State.Content.Count} of revision {State.Revision}");
        return new StoredConfiguration(State.Revision, items, State.LastIds, []);
    }

    /// <summary>The same check without keeping what is read.</summary>
    public void Check()
    {
        var sum = default(ContentSum);
        foreach (var document in _documents.FindAll().Where(document => document["_id"] != DatabaseState.Key).Take((int)State.Content.Count + 1)) sum = sum.Plus(DocumentFormat.ToItem(document), _scratch);
        if (sum != State.Content) throw new InvalidDataException($"{sum.Count} documents are not the {State.Content.Count} of revision {State.Revision}");
    }

    /// <summary>Everything into the data file, and that onto the disk: from here on the log may get lost.</summary>
    public void Sync()
    {
        EmptyLog();
        _data.Sync();
        _log.Sync();
    }

    public void Dispose()
    {
        try
        {
            _lite.Dispose();
        }
        finally
        {
            _log.Dispose();
            _data.Dispose();
        }
    }

    private void EmptyLog()
    {
        _lite.Checkpoint();
        // A damaged page in the log is written to wherever it says that it belongs.
        var pages = _lite.GetCollection("$database").FindAll().First()["lastPageID"].AsInt64 + 1;
        _refusal.Throw();
        if (_data.Length > pages * PageSize) throw new InvalidDataException($"{_data.Length} bytes for {pages} pages");
    }

    private ContentSum Replace(ContentSum content, string key, StoredItem? after)
    {
        // What is there may have been stored by another version of its package, in another form.
        var old = _documents.FindById(key);
        if (old is not null) content = content.Minus(DocumentFormat.ToItem(old), _scratch);
        if (after is null)
        {
            if (old is not null) _documents.Delete(key);
            return content;
        }
        _documents.Upsert(DocumentFormat.ToDocument(after));
        return content.Plus(after, _scratch);
    }

    private void InTransaction(Func<DatabaseState> work)
    {
        _lite.BeginTrans();
        try
        {
            var state = work();
            _documents.Upsert(state.ToDocument());
            _lite.Commit();
            _refusal.Throw();
            State = state;
            if (_log.Length > LongestLog) EmptyLog();
        }
        catch
        {
            _lite.Rollback();
            throw;
        }
    }
}
