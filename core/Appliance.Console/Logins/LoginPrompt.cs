using Appliance.Console.Editing;
using Appliance.Engine.Access;
using Appliance.Sdk.Access;

namespace Appliance.Console.Logins;

/// <summary>Asks who is there.</summary>
/// <param name="access">Lets people in.</param>
/// <param name="terminal">Where somebody sits.</param>
/// <param name="identity">The router's name.</param>
/// <param name="via">The way in.</param>
/// <param name="from">Address; empty at the machine's own console.</param>
public sealed class LoginPrompt(AccessControl access, Terminal terminal, Func<string> identity, string via, string from = "")
{
    /// <summary>What everybody hears who is not let in, whatever the reason.</summary>
    public const string Refused = "Login failed, incorrect username or password";

    private const int MostAttempts = 5;

    /// <summary>Asks for name and password.</summary>
    /// <returns>Null when there were too many attempts, or the person gave up.</returns>
    public async Task<Login?> AskAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await terminal.AskAsync($"{identity()} Login: ", ct) is not { } typed) return null;
            if (await AskAsync(Sized(typed.Trim()), ct) is { } answer) return answer.Login;
        }
        return null;
    }

    /// <summary>Lets in whom the machine's owner vouches for; only a password that somebody has set is asked for.</summary>
    public async Task<Login?> TrustAsync(string user, CancellationToken ct)
    {
        var name = Sized(user);
        for (var attempt = 0; attempt < MostAttempts && access.HasPassword(name); attempt++)
        {
            if (await AskAsync(name, ct) is { } answer) return answer.Login;
        }
        if (!access.HasPassword(name) && access.Trust(name, via) is { } trusted) return trusted;
        if (!access.HasPassword(name)) Tell(Refused);
        return null;
    }

    /// <summary>Null to ask again.</summary>
    private async Task<Answer?> AskAsync(string name, CancellationToken ct)
    {
        if (await terminal.AskSecretAsync("Password: ", ct) is not { } password) return new(null);
        // Without the plugin that knows the users, who owns the machine still gets in where the machine stands.
        if (!access.KnowsUsers && from.Length == 0 && access.Trust(name, via) is { } owner) return new(owner);
        if (await access.LogInAsync(new LoginAttempt(name, password, via, from), ct) is { } login) return new(login);
        Tell(Refused + "\n");
        return null;
    }

    private string Sized(string typed)
    {
        var name = LoginName.Parse(typed);
        if (name.Width is not null || name.Height is not null) terminal.Fix(name.Width ?? terminal.Width, name.Height ?? terminal.Height);
        return name.Name;
    }

    private void Tell(string text)
    {
        terminal.Out.Write(text + "\n");
        terminal.Out.Flush();
    }

    /// <summary>The end of asking: somebody, or nobody.</summary>
    private sealed record Answer(Login? Login);
}
