using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Plugins.Xen.Tests")]
[assembly: InternalsVisibleTo("Dom0")]
