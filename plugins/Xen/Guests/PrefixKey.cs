namespace Appliance.XenPlugin.Guests;

/// <summary>Ctrl-A Q leaves a console, Ctrl-A A types Ctrl-A.</summary>
internal sealed class PrefixKey
{
    private const byte ControlA = 1;
    private bool _pressed;

    /// <returns>What is left for the guest, and whether to leave.</returns>
    public (byte[] Keys, bool Leave) Filter(ReadOnlySpan<byte> typed)
    {
        var keys = new List<byte>(typed.Length);
        foreach (var key in typed)
        {
            if (!_pressed)
            {
                _pressed = key == ControlA;
                if (!_pressed) keys.Add(key);
                continue;
            }
            _pressed = false;
            if (key is (byte)'q' or (byte)'Q') return ([.. keys], true);
            if (key is ControlA or (byte)'a' or (byte)'A') keys.Add(ControlA);
        }
        return ([.. keys], false);
    }
}
