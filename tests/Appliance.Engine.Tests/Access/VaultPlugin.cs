using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Access;

/// <summary>Items with secrets, that only some may change.</summary>
[Menu("/test vault", Ordered = true), PrintFlags("X disabled"), Needs(Policy.Policy)]
public sealed record Vault : NamedItem
{
    [Sensitive, Brief] public string Key { get; init; } = "";

    [Sensitive, Unset("none")] public int? Number { get; init; }

    [WriteOnly] public Pin Pin { get; init; }

    /// <summary>What the router knows of the secret and shows nobody.</summary>
    [NotAProperty] public string StoredPin => Pin.ToString();

    public override IEnumerable<Problem> ValidateRemoval(IConfigView config)
    {
        if (Name == "kept") yield return Problem.Failure("kept is kept");
    }
}

/// <summary>Is stored backwards; making that takes a while.</summary>
public readonly record struct Pin(string? Stored) : IPreparedValue<Pin>
{
    public static string Noun => "pin";

    public static int Width => 0;

    public static string Prepare(string typed) => "~" + string.Concat(typed.Reverse());

    public static bool TryParse(string text, out Pin value)
    {
        value = new(text);
        return text.StartsWith('~');
    }

    public override string ToString() => Stored ?? "";
}

/// <summary>Everybody sees it.</summary>
[Menu("/test sign"), Needs(Policy.None, ToSee = Policy.None)]
public sealed record Sign : Settings
{
    public string Text { get; init; } = "welcome";
}

/// <summary>Rows that can be removed.</summary>
[Menu("/test trace", ReadOnly = true, Removable = true)]
public sealed record Trace : NamedItem;

public sealed class Traces : IRemovableRows<Trace>
{
    private readonly List<string> _names = ["one", "two"];

    public IEnumerable<Trace> Read(IConfigView config) => _names.Select(name => new Trace { Name = name });

    public string Key(Trace row) => row.Name;

    public Task<Problem?> RemoveAsync(Trace row, CancellationToken ct)
    {
        _names.Remove(row.Name);
        return Task.FromResult<Problem?>(null);
    }
}

[Needs(Policy.Test)]
public sealed class Knock : ICommand
{
    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => Task.FromResult<Problem?>(null);
}

/// <summary>Without a word about what it needs.</summary>
public sealed class Plain : ICommand
{
    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => Task.FromResult<Problem?>(null);
}

/// <summary>Changes for its user what the user could not change.</summary>
[Needs(Policy.Password)]
public sealed class Renew : ICommand
{
    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) =>
        (await context.CommitAsync(editor =>
        {
            editor.Set(editor.Find<Vault>("kept")! with { Key = "renewed by " + context.Login.User });
            return [];
        }, ct)).FirstOrDefault();
}

public sealed class VaultPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Vault>(menu => menu.Factory(_ => [new Vault { Name = "kept" }, new Vault { Name = "given" }]))
        .Menu<Sign>()
        .Menu<Trace>(menu => menu.Rows<Traces>())
        .Command<Knock>("/test knock")
        .Command<Plain>("/test plain")
        .Command<Renew>("/test renew");
}
