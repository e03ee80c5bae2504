using Appliance.UsersPlugin.Accounts;

namespace Appliance.UsersPlugin.Logins;

/// <summary>Compares passwords, a few at a time: a flood of logins must not take the processor from the router.</summary>
public sealed class PasswordChecks : IDisposable
{
    private const int AtOnce = 2;
    private readonly SemaphoreSlim _slots = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource _over = new();

    /// <summary>Compares with one hash, whatever there is to compare: see <see cref="Sdk.Access.IUserDirectory.CheckAsync"/>.</summary>
    public async Task<bool> CheckAsync(User? user, string password, CancellationToken ct)
    {
        var enabled = user is { Disabled: false } ? user : null;
        var hash = enabled is { Password.IsEmpty: false } ? enabled.Password : PasswordHash.Decoy;
        if (!await HasSlotAsync(ct)) return false;
        try
        {
            var matches = await Task.Run(() => hash.Matches(password), CancellationToken.None);
            return enabled is not null && (enabled.Password.IsEmpty ? password.Length == 0 : matches);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Returns when no check runs any more; whoever still waits for one is told no.</summary>
    public async Task EndAsync()
    {
        await _over.CancelAsync();
        for (var slot = 0; slot < AtOnce; slot++) await _slots.WaitAsync();
    }

    public void Dispose()
    {
        _slots.Dispose();
        _over.Dispose();
    }

    private async Task<bool> HasSlotAsync(CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _over.Token);
        try
        {
            await _slots.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }
}
