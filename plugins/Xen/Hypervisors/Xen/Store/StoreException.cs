namespace Appliance.XenPlugin.Hypervisors.Xen.Store;

/// <summary>xenstored refused a request, or can not be talked to.</summary>
/// <param name="error">Its word for it, such as <c>ENOENT</c>; empty where there was no answer.</param>
/// <param name="sentence">For the log.</param>
internal sealed class StoreException(string error, string sentence) : Exception(sentence)
{
    public const string NotThere = "ENOENT", TryAgain = "EAGAIN", AlreadyThere = "EEXIST";

    public string Error { get; } = error;
}
