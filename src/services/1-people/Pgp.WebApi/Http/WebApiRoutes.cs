using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pgp.Common.Hosting;

namespace Pgp.WebApi.Http;

/// <summary>Routes below <c>/webapi/api</c>, all behind the door.</summary>
internal static class WebApiRoutes
{
    /// <param name="tag">Under which heading the document lists them.</param>
    public static void MapApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TApi
    >(this ServiceBuilder service, string tag, Action<RouteGroupBuilder, TApi> map)
        where TApi : class
    {
        service.Services.TryAddSingleton<TApi>();
        service.Map<Behind<TApi>>(
            (routes, behind) =>
            {
                var group = routes.MapGroup("/api").WithTags(tag).WithGroupName(Document.Name);
                behind.Door.Guard(group);
                map(group, behind.Api);
            }
        );
    }

    /// <summary>What is mapped, with the door that it is behind.</summary>
    internal sealed class Behind<TApi>(TApi api, Door door)
        where TApi : class
    {
        public TApi Api => api;

        public Door Door => door;
    }
}
