using Appliance.Engine.Store;
using Appliance.Engine.Tests.Store;

namespace Torture.Steps;

/// <summary>Commits that follow from their revision, what must be stored after each, and how far the store said that it has them.</summary>
internal sealed class Ledger
{
    private readonly Edits _edits = new();
    private readonly List<string> _expected = [];
    private readonly List<CommitRecord> _commits = [];

    public Ledger() => _expected.Add(_edits.Expected());

    private Ledger(Ledger other)
    {
        while (_edits.Revision < other._edits.Revision) Make();
        _expected = [.. other._expected];
        Acknowledged = other.Acknowledged;
    }

    public long Acknowledged { get; set; }

    public long Made => _edits.Revision;

    public Ledger Copy() => new(this);

    public CommitRecord Next()
    {
        var commit = Make();
        _expected.Add(_edits.Expected());
        return commit;
    }

    /// <summary>Fails where the store holds less than it acknowledged, or anything else than was committed.</summary>
    public void Check(StoredConfiguration all, string what)
    {
        all.Revision.ShouldBeInRange(Acknowledged, Made, what);
        Edits.Text(all).ShouldBe(_expected[(int)all.Revision], what);
    }

    /// <summary>Whether nothing acknowledged is missing.</summary>
    public bool Holds(StoredConfiguration all) =>
        all.Revision >= Acknowledged && all.Revision <= Made && Edits.Text(all) == _expected[(int)all.Revision];

    /// <summary>A commit that was made before.</summary>
    public CommitRecord Again(long revision) => _commits[(int)revision - 1];

    private CommitRecord Make()
    {
        var revision = _edits.Revision + 1;
        var id = (uint)(revision % 11) + 1;
        var commit = revision % 5 == 0 ? _edits.Remove("/xen", id) : _edits.Put("/xen", id, revision % 13, ("name", $"guest{revision}"), ("comment", new string('x', (int)(revision % 7 * 40))));
        _commits.Add(commit);
        return commit;
    }
}
