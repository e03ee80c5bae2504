using System.Threading.Channels;
using Appliance.Console.Editing;
using Appliance.Console.Language;
using Appliance.Console.Language.Evaluation;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Commands.Lists;

/// <summary>Shows rows, and then new ones as they come, until Ctrl-C or Q. Rows that are gone before a slow terminal takes them are not shown.</summary>
internal static class Followed
{
    private const string Separator = "= = = = = = = = = = = = = = = = = = = =\n";
    private const string Footer = "-- Ctrl-C to quit.";
    private const string NoFooter = "\r\x1b[K";

    /// <param name="call">The print, with its condition.</param>
    /// <param name="newOnly">Leaves out the rows that are there already.</param>
    /// <param name="show">Prints rows.</param>
    /// <param name="ct">Ctrl-C.</param>
    public static async Task RunAsync(Invocation call, bool newOnly, Action<IReadOnlyList<Item>> show, CancellationToken ct)
    {
        var (router, terminal, condition) = (call.Session.Router, call.Session.Terminal, call.Find("where")?.Value);
        // However much comes while the terminal is slow, it is one reason to look.
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watch = router.Watch(call.Menu, () => news.Writer.TryWrite(true));
        var known = new HashSet<ItemId>();
        var rows = NewRows();
        if (!newOnly) show(await Rows.WhereAsync(call, condition, rows, ct));
        // Nobody would ever end it in a script.
        if (!terminal.Interactive) return;

        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var (key, grown) = (terminal.ReadKeyAsync(end.Token).AsTask(), news.Reader.ReadAsync(end.Token).AsTask());
        try
        {
            while (true)
            {
                terminal.Out.Write(Footer);
                terminal.Out.Flush();
                await Task.WhenAny(key, grown);
                terminal.Out.Write(NoFooter);
                if (key.IsCompleted)
                {
                    if ((await key).Quits) return;
                    if (key.Result.Text == " ") terminal.Out.Write(Separator);
                    key = terminal.ReadKeyAsync(end.Token).AsTask();
                }
                if (grown.IsCompleted)
                {
                    await grown;
                    grown = news.Reader.ReadAsync(end.Token).AsTask();
                    show(await Rows.WhereAsync(call, condition, NewRows(), ct));
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is how it ends, not a failure.
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(key, grown).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        List<Item> NewRows()
        {
            if (Menus.Find(router.Root, call.Menu.Path).Schema != call.Menu.Schema) throw new RefusedException("the package of this menu has been removed or replaced");
            var rows = router.Rows(call.Menu).ToList();
            var fresh = rows.Where(row => !known.Contains(row.Id)).ToList();
            known = [.. rows.Select(row => row.Id)];
            return fresh;
        }
    }
}
