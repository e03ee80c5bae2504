using System.Collections.Immutable;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Access;

/// <summary>
/// Lets users in, by every way in, and knows who is in. Which users there are, and their passwords, a plugin knows; while none does, the
/// machine's own console is open to who owns the machine, and everything else is closed.
/// </summary>
public sealed class AccessControl : IAccess
{
    private readonly Func<IConfigView> _config;
    private readonly TimeProvider _time;
    private readonly ILogger _account;
    private readonly ILogger _failures;
    private readonly LoginDelays _delays;
    private readonly Lock _gate = new();
    private ImmutableArray<ActiveSession> _active = [];
    private IUserDirectory? _users;
    private long _number;

    internal AccessControl(Func<IConfigView> config, ILoggerFactory loggers, TimeProvider time)
    {
        (_config, _time) = (config, time);
        _account = loggers.CreateLogger("system,info,account");
        _failures = loggers.CreateLogger("system,error");
        _delays = new LoginDelays(time);
    }

    public event Action<ActiveSession>? Entered;

    public IReadOnlyList<ActiveSession> Active => _active;

    /// <summary>Whether a plugin knows the users.</summary>
    public bool KnowsUsers => Volatile.Read(ref _users) is not null;

    public IDisposable Serve(IUserDirectory users)
    {
        Volatile.Write(ref _users, users);
        return new Ending(() => Interlocked.CompareExchange(ref _users, null, users));
    }

    public Policy PoliciesOf(string user) => PoliciesOf(new Login(user), _config()) ?? Policy.All;

    /// <summary>Whether the user's password is to be asked for.</summary>
    public bool HasPassword(string user) => Volatile.Read(ref _users)?.Find(user, _config())?.HasPassword ?? false;

    /// <summary>Lets in whom the machine's owner vouches for, without a password; null for a user that is not there, or may not come this way.</summary>
    public Login? Trust(string user, string via)
    {
        if (!KnowsUsers || MayEnter(user, via, "")) return new Login(user, Policy.All, via);
        Refuse(user, via, "");
        return null;
    }

    /// <summary>
    /// Lets in who knows the password; null for everybody else. The answer to one source takes longer with each failure, however many
    /// attempts it makes at once, and no thread waits meanwhile.
    /// </summary>
    public async Task<Login?> LogInAsync(LoginAttempt attempt, CancellationToken ct)
    {
        var source = attempt.From.Length > 0 ? attempt.From : attempt.Via;
        var isInTime = await _delays.WaitAsync(source, ct);
        if (isInTime && Volatile.Read(ref _users) is { } users && await users.CheckAsync(attempt.User, attempt.Password, ct) && MayEnter(attempt.User, attempt.Via, attempt.From))
        {
            _delays.Forget(source);
            return new Login(attempt.User, Policy.All, attempt.Via, attempt.From);
        }
        Refuse(attempt.User, attempt.Via, attempt.From);
        return null;
    }

    /// <summary>Notes a session until the result is disposed.</summary>
    /// <param name="login">Whose.</param>
    /// <param name="isLogged">Says so in the log; what a script does there does not begin with a login.</param>
    public IDisposable Enter(Login login, bool isLogged)
    {
        ActiveSession session;
        lock (_gate)
        {
            session = new(++_number, _time.GetUtcNow().UtcDateTime, login);
            _active = _active.Add(session);
        }
        if (isLogged) _account.LogInformation("user {User} logged in{From} via {Via}", login.User, FromText(login.From), login.Via);
        Entered?.Invoke(session);
        return new Ending(() => Leave(session, isLogged));
    }

    /// <summary>What a user may do now; null while no plugin knows.</summary>
    internal Policy? PoliciesOf(Login login, IConfigView config) =>
        Volatile.Read(ref _users) is not { } users ? null : users.Find(login.User, config) is { } account ? account.Policies & login.Policies : Policy.None;

    private bool MayEnter(string user, string via, string from) =>
        Volatile.Read(ref _users)?.Find(user, _config()) is { } account && account.Policies.HasFlag(WaysIn.PolicyOf(via))
        && (!account.IsLocalOnly || via == Login.Local)
        && (from.Length == 0 || account.From.Count == 0 || Ip4.TryParse(from, out var address) && account.From.Any(network => network.Contains(address)));

    private void Refuse(string user, string via, string from) => _failures.LogCritical("login failure for user {User}{From} via {Via}", Shown(user), FromText(from), via);

    private void Leave(ActiveSession session, bool isLogged)
    {
        lock (_gate) _active = _active.Remove(session);
        if (isLogged) _account.LogInformation("user {User} logged out{From} via {Via}", session.Login.User, FromText(session.Login.From), session.Login.Via);
    }

    private static string FromText(string from) => from.Length > 0 ? " from " + from : "";

    // What a stranger typed is shown to administrators.
    private static string Shown(string user) => user.Length <= 64 ? user : user[..64] + "...";

    private sealed class Ending(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
