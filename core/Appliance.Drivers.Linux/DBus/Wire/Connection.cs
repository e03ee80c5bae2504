using System.Runtime.InteropServices;

namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>One connection, from its beginning to its loss; for one thread.</summary>
internal sealed unsafe class Connection : IDisposable
{
    private readonly nint _bus;

    public Connection(string address)
    {
        SdBus.Check(SdBus.New(out _bus));
        try
        {
            SdBus.Check(SdBus.SetAddress(_bus, address));
            SdBus.Check(SdBus.SetBusClient(_bus, 1));
            // A socket that is not there yet, or that nobody listens at, is waited for.
            SdBus.Check(SdBus.SetWatchBind(_bus, 1));
            SdBus.Check(SdBus.Start(_bus));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool IsReady => SdBus.Check(SdBus.IsReady(_bus)) > 0;

    public static BusMessage Read(nint message) =>
        new(SdBus.Text(SdBus.Path(message)), SdBus.Text(SdBus.Interface(message)), SdBus.Text(SdBus.Member(message)), MessageReader.Read(message));

    public static string Refusal(nint message)
    {
        var error = SdBus.ErrorOf(message);
        var sentence = SdBus.Text(error->Message);
        return sentence.Length > 0 ? sentence : SdBus.Text(error->Name);
    }

    /// <summary>Does a piece of work; false when there is none.</summary>
    public bool Process(out nint message) => SdBus.Check(SdBus.Process(_bus, out message)) > 0;

    /// <summary>Waits for the socket, or until somebody wakes.</summary>
    public void Wait(Waker waker)
    {
        SdBus.Check(SdBus.Timeout(_bus, out var due));
        var milliseconds = due == ulong.MaxValue ? -1 : (int)Math.Clamp((long)(due / 1000) - Environment.TickCount64 + 1, 0, int.MaxValue);
        waker.Wait(SdBus.Check(SdBus.File(_bus)), (short)SdBus.Check(SdBus.Events(_bus)), milliseconds);
    }

    /// <summary>Sends a call; returns what its answer will refer to.</summary>
    public ulong Call(BusCall call)
    {
        SdBus.Check(SdBus.NewCall(_bus, out var message, call.Destination, call.Path, call.Interface, call.Member));
        return Send(message, call.Signature, call.Arguments);
    }

    public void Emit(BusMessage signal, string signature)
    {
        SdBus.Check(SdBus.NewSignal(_bus, out var message, signal.Path, signal.Interface, signal.Member));
        Send(message, signature, signal.Body);
    }

    public void Answer(nint call, BusAnswer answer)
    {
        if (answer.ErrorName is null)
        {
            SdBus.Check(SdBus.NewReturn(call, out var message));
            Send(message, answer.Signature, answer.Values);
            return;
        }
        var error = new SdBus.Error { Name = (byte*)Marshal.StringToCoTaskMemUTF8(answer.ErrorName), Message = (byte*)Marshal.StringToCoTaskMemUTF8((string)answer.Values[0]) };
        var result = SdBus.NewError(call, out var refusal, &error);
        Marshal.FreeCoTaskMem((nint)error.Name);
        Marshal.FreeCoTaskMem((nint)error.Message);
        SdBus.Check(result);
        Send(refusal, "", []);
    }

    public void Dispose() => SdBus.Close(_bus);

    private ulong Send(nint message, string signature, IReadOnlyList<object> values)
    {
        try
        {
            MessageWriter.Write(message, signature, values);
            SdBus.Check(SdBus.Send(_bus, message, out var cookie));
            return cookie;
        }
        finally
        {
            SdBus.Release(message);
        }
    }
}
