using Microsoft.Extensions.DependencyInjection;
using Pgp.Common.Database;
using Pgp.Contracts.Services;

namespace Pgp.Common.Hosting;

/// <summary>
/// One service: the only public type of its project. It says what it is and what it needs.
/// </summary>
public interface IPgpService
{
    ServiceName Name { get; }

    /// <summary>How it holds connections; one of the seed's kinds.</summary>
    DatabaseProfile Profile { get; }

    /// <summary>Reads its settings and registers its handlers, routes, partners and jobs.</summary>
    void Configure(ServiceBuilder service);

    /// <summary>
    /// Registers what its routes want of the listener, which all services of a process share: how
    /// bodies are read, and documents about routes.
    /// </summary>
    void ConfigureListener(IServiceCollection listener) { }
}
