using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Pgp.WebApi.Http;

/// <summary>
/// Gives a problem to who asks for a route that there is not, or by a method that it does not have:
/// the platform answers those by a bare status, before any door.
/// </summary>
internal sealed class UnknownRoutes : IStartupFilter
{
    private static readonly PathString Api = "/webapi/api";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(ExplainAsync);
            next(app);
        };

    private static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        var response = context.Response;
        var isOfApi = context.Request.Path.StartsWithSegments(Api, StringComparison.Ordinal);
        // What the API itself says has begun by now.
        if (response.HasStarted || !isOfApi)
        {
            return;
        }

        var problem = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.NoSuchRoute,
            StatusCodes.Status405MethodNotAllowed => Problem.NoSuchMethod,
            _ => null,
        };
        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
        }
    }
}
