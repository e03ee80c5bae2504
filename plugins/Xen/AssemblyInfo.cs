using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Plugins.Xen.Tests")]
