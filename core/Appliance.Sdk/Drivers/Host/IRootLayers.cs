using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>Programs and libraries of packages, laid over this machine's own <c>/usr</c>.</summary>
public interface IRootLayers
{
    /// <summary>Whether this machine's <c>/usr</c> is the router's own; else whoever runs the machine installs programs.</summary>
    bool Usable { get; }

    /// <summary>Lays a layer over what is there, in place of an earlier one of that name. From then on its files are found.</summary>
    /// <param name="name">Of the package.</param>
    /// <param name="file">A squashfs with a folder <c>usr</c>. It is in use until the layer is taken away.</param>
    /// <exception cref="RefusedException">It can not be mounted.</exception>
    void Lay(string name, string file);

    /// <summary>Takes a layer away; whatever runs from it runs on. Nothing happens where there is none of that name.</summary>
    void TakeAway(string name);
}
