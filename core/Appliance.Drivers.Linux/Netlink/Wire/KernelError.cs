using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>The kernel's answer to a request that it did not do.</summary>
/// <param name="Number">errno.</param>
/// <param name="Text">Its own sentence; empty where it gave none.</param>
internal sealed record KernelError(int Number, string Text)
{
    public const int NotPermitted = 1, NotThere = 2, NoSuchProcess = 3, Busy = 16, Exists = 17, NoDevice = 19, AddressNotAvailable = 99;
    private const int NetworkDown = 100, NetworkUnreachable = 101, HostUnreachable = 113;

    /// <summary>Null where the message acknowledges success.</summary>
    public static KernelError? Of(Message answer)
    {
        var number = -BinaryPrimitives.ReadInt32LittleEndian(answer.Body);
        if (number == 0) return null;
        var text = "";
        if ((answer.Flags & Rtnl.AckAttributes) != 0)
        {
            var echoed = (answer.Flags & Rtnl.Capped) != 0 ? Header.Size : (BinaryPrimitives.ReadInt32LittleEndian(answer.Body[4..]) + 3) & ~3;
            foreach (var attribute in new Attributes(answer.Body[(4 + echoed)..]))
                if (attribute.Type == 1) text = attribute.Text;
        }
        return new KernelError(number, text);
    }

    /// <summary>What it means for whoever asked: something is missing that may come, or no.</summary>
    public Exception ToException() => Number is NoDevice or NetworkDown or NetworkUnreachable or HostUnreachable
        ? new NotReadyException(Sentence)
        : new RefusedException(Sentence);

    public string Sentence
    {
        get
        {
            var words = (Text.Length > 0 ? Text : Marshal.GetPInvokeErrorMessage(Number)).TrimEnd('.');
            // "RTNETLINK ..." and "IPv4 ..." keep their capitals.
            return words.Length > 1 && char.IsUpper(words[0]) && !char.IsUpper(words[1]) ? char.ToLowerInvariant(words[0]) + words[1..] : words;
        }
    }
}
