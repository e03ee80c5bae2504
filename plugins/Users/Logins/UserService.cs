using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.UsersPlugin.Accounts;
using Microsoft.Extensions.Logging;

namespace Appliance.UsersPlugin.Logins;

/// <summary>Makes this plugin the one that knows the users, as long as it runs.</summary>
public sealed class UserService(IAccess access, IConfig config, UserDirectory directory, PasswordChecks checks, LastLogins logins, ILoggerFactory loggers) : IPluginService
{
    private Notices<ActiveSession>? _entered;
    private IDisposable? _serving;

    public Task StartAsync(CancellationToken stopping)
    {
        logins.Load();
        _entered = new Notices<ActiveSession>(loggers.CreateLogger("system"), Note);
        access.Entered += _entered.Add;
        _serving = access.Serve(directory);
        return Task.CompletedTask;
    }

    public async Task StopAsync()
    {
        _serving?.Dispose();
        if (_entered is not null)
        {
            access.Entered -= _entered.Add;
            await _entered.StopAsync();
        }
        await checks.EndAsync();
    }

    private void Note(IReadOnlySet<ActiveSession> sessions)
    {
        var view = config.Current;
        logins.Note(sessions.OrderBy(session => session.Number)
            .Select(session => (User: view.Find<User>(session.Login.User), session.When)).Where(login => login.User is not null)
            .Select(login => (login.User!.Id, login.When)), id => view.Get<User>(id) is not null);
    }
}
