using Appliance.Engine.Access;
using Appliance.Engine.Commit;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.History;

/// <summary>One session's way to safe mode.</summary>
internal sealed class SafeMode(string user, Func<IConfigView, Policy> rights, Writer writer, ILogger log) : ISafeMode
{
    private static readonly Problem s_taken = Problem.Failure("safe mode is taken by another session");
    private static readonly Problem s_notHeld = Problem.Failure("safe mode is not taken by this session");
    private readonly SafeClaim _claim = new(rights);

    public bool IsHeld => writer.Head.Past.Safe?.Claim == _claim;

    public bool IsTaken => writer.Head.Past.Safe is { } safe && safe.Claim != _claim;

    public event Action<string>? Lost
    {
        add => _claim.Lost += value;
        remove => _claim.Lost -= value;
    }

    public async Task<IReadOnlyList<Problem>> TakeAsync(SafeModeTaking from, CancellationToken ct)
    {
        if (!rights(writer.Head).HasFlag(Policy.Write)) return [Permissions.NotEnough];
        if (from == SafeModeTaking.Unrolling && writer.Head.Past.Safe is { } other && other.Claim != _claim)
        {
            if (await UnrollAsync(other, SafePoint.Taken, ct) is { Count: > 0 } problems) return problems;
        }
        return await CommitAsync(
            past => past.Safe is { } safe && safe.Claim != _claim && from == SafeModeTaking.WhenFree ? s_taken : null,
            (past, deed) => past.Safe?.Claim == _claim ? new PastStep(past, [], "") : past.SafeTaken(_claim, deed),
            ct);
    }

    public Task<IReadOnlyList<Problem>> ReleaseAsync(CancellationToken ct) => CommitAsync(Held, (past, _) => past.SafeReleased(), ct);

    public Task<IReadOnlyList<Problem>> UnrollAsync(CancellationToken ct) =>
        writer.Head.Past.Safe is { } safe && safe.Claim == _claim ? UnrollAsync(safe, "", ct) : Task.FromResult<IReadOnlyList<Problem>>([s_notHeld]);

    private Problem? Held(Past past) => past.Safe?.Claim == _claim ? null : s_notHeld;

    private async Task<IReadOnlyList<Problem>> UnrollAsync(SafePoint held, string farewell, CancellationToken ct)
    {
        var problems = await UnrollAsync(held, farewell, editor => Restoration.Apply(editor, Present(editor, held)), ct);
        if (problems.Count == 0 || problems.Contains(Permissions.NotEnough) || writer.Head.Past.Safe?.Claim != held.Claim) return problems;
        // Something that safe mode knows nothing of is in the way, such as a new card's name: then each item for itself, as far as it goes.
        foreach (var problem in problems) log.LogWarning("safe mode: {Problem}", problem.Sentence);
        foreach (var document in writer.Head.Past.Safe.Saved)
        {
            var outcome = await writer.CommitAsync(user, editor => MayUnroll(editor, [document]) ? Restoration.Apply(editor, Restoration.To([document])) : [Permissions.NotEnough],
                true, ct, static (past, _) => new PastStep(past, [], ""), refusals: Refusals.AreLogged);
            foreach (var problem in outcome.Problems) log.LogWarning("{Menu} {Id} stays as it is: {Problem}", document.Of, document.Id, problem.Sentence);
        }
        return await UnrollAsync(held, farewell, _ => [], ct);
    }

    private Task<IReadOnlyList<Problem>> UnrollAsync(SafePoint held, string farewell, Func<Editor, IEnumerable<Problem>> edit, CancellationToken ct) =>
        FinishAsync(writer.CommitAsync(
            user,
            editor => editor.Next.Past.Safe is not { } safe || safe.Claim != held.Claim ? [s_notHeld] : MayUnroll(editor, safe.Saved) ? edit(editor) : [Permissions.NotEnough],
            false,
            ct,
            (past, _) => past.SafeUnrolled(farewell),
            refusals: Refusals.AreLogged));

    // What was saved for its holder may be more than who takes safe mode over could change.
    private bool MayUnroll(Editor editor, IEnumerable<SavedDocument> saved) => editor.Next.Past.Safe?.Claim == _claim
        || saved.All(document => editor.Next.Catalog.Of(document.Of) is not { } menu || rights(editor.Next).MayChange(menu.Schema));

    private IEnumerable<StoredChange> Present(Editor editor, SafePoint held)
    {
        // What was changed since the caller looked belongs to it too.
        foreach (var document in editor.Next.Past.Safe!.Saved)
        {
            if (editor.Next.Catalog.Of(document.Of) is not null) foreach (var change in Restoration.To([document])) yield return change;
            else log.LogWarning("{Menu} {Id} stays as it is: its package is not installed, and was when {User} changed it in safe mode", document.Of, document.Id, held.User);
        }
    }

    private Task<IReadOnlyList<Problem>> CommitAsync(Func<Past, Problem?> check, Func<Past, Deed, PastStep> step, CancellationToken ct) =>
        FinishAsync(writer.CommitAsync(user, editor => check(editor.Next.Past) is { } problem ? [problem] : [], false, ct, step));

    private static async Task<IReadOnlyList<Problem>> FinishAsync(ValueTask<CommitOutcome> commit) => await (await commit).FinishAsync(CancellationToken.None);
}
