using System.Runtime.InteropServices;

namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>The calls of libsystemd that are used. Those with a variable number of arguments can not be called from here.</summary>
internal static unsafe partial class SdBus
{
    public const string Library = "libsystemd.so.0";
    public const byte MethodCall = 1, MethodReturn = 2, MethodError = 3, Signal = 4;

    /// <summary>The result, or the error as an exception.</summary>
    public static int Check(int result) => result >= 0 ? result : throw new BusLostException(Marshal.GetPInvokeErrorMessage(-result));

    public static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    [LibraryImport(Library, EntryPoint = "sd_bus_new")]
    public static partial int New(out nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_set_address", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetAddress(nint bus, string address);

    [LibraryImport(Library, EntryPoint = "sd_bus_set_bus_client")]
    public static partial int SetBusClient(nint bus, int yes);

    [LibraryImport(Library, EntryPoint = "sd_bus_set_watch_bind")]
    public static partial int SetWatchBind(nint bus, int yes);

    [LibraryImport(Library, EntryPoint = "sd_bus_start")]
    public static partial int Start(nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_is_ready")]
    public static partial int IsReady(nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_flush_close_unref")]
    public static partial nint Close(nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_process")]
    public static partial int Process(nint bus, out nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_get_fd")]
    public static partial int File(nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_get_events")]
    public static partial int Events(nint bus);

    [LibraryImport(Library, EntryPoint = "sd_bus_get_timeout")]
    public static partial int Timeout(nint bus, out ulong microseconds);

    [LibraryImport(Library, EntryPoint = "sd_bus_send")]
    public static partial int Send(nint bus, nint message, out ulong cookie);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_new_method_call", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int NewCall(nint bus, out nint message, string destination, string path, string face, string member);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_new_signal", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int NewSignal(nint bus, out nint message, string path, string face, string member);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_new_method_return")]
    public static partial int NewReturn(nint call, out nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_new_method_error")]
    public static partial int NewError(nint call, out nint message, Error* error);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_unref")]
    public static partial nint Release(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_type")]
    public static partial int Type(nint message, out byte type);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_reply_cookie")]
    public static partial int ReplyCookie(nint message, out ulong cookie);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_error")]
    public static partial Error* ErrorOf(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_path")]
    public static partial byte* Path(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_interface")]
    public static partial byte* Interface(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_get_member")]
    public static partial byte* Member(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_peek_type")]
    public static partial int Peek(nint message, out byte type, out byte* contents);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_enter_container")]
    public static partial int Enter(nint message, byte type, byte* contents);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_exit_container")]
    public static partial int Exit(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_read_basic")]
    public static partial int Read(nint message, byte type, void* value);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_open_container", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(nint message, byte type, string contents);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_close_container")]
    public static partial int CloseContainer(nint message);

    [LibraryImport(Library, EntryPoint = "sd_bus_message_append_basic")]
    public static partial int Append(nint message, byte type, void* value);

    public struct Error
    {
        public byte* Name;
        public byte* Message;
        public int NeedFree;
    }
}
