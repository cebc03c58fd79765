using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Pgp.Common.Hosting;

namespace Pgp.WebApi.Http;

/// <summary>
/// The OpenAPI document, made from the routes and the types that they take and give: <c>GET
/// /webapi/openapi.json</c>.
/// </summary>
internal sealed class Document
{
    public const string Name = "v1";

    private const string Bearer = "bearer";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapOpenApi("/openapi.json").LimitPublic();

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "PayGatePrime";
                document.Info.Version = Name;
                document.Info.Description =
                    "What owners of channels see and steer. Amounts of coins are decimal text; "
                    + "times are UTC; errors are problem documents (RFC 9457) with a stable code.";
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<
                    string,
                    IOpenApiSecurityScheme
                >(StringComparer.Ordinal);
                document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Bearer,
                    Description = "An access token of a session, or an API key.",
                };
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                Describe(operation, context.Description.ActionDescriptor.EndpointMetadata, context);
                return Task.CompletedTask;
            }
        );
    }

    private static void Describe(
        OpenApiOperation operation,
        IList<object> rules,
        OpenApiOperationTransformerContext context
    )
    {
        if (rules.OfType<EntryRule>().LastOrDefault() is { Entry: not Entry.Public })
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement
                {
                    [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [],
                },
            ];
        }

        if (rules.OfType<OnceRule>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = OnceDesk.Header,
                    In = ParameterLocation.Header,
                    Required = true,
                    Description = "New for each intention; the same for each try of it.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
                }
            );
        }
    }
}

/// <summary>What the listener needs so that there is a document.</summary>
internal static class DocumentRegistration
{
    public static void AddDocument(this IServiceCollection listener) =>
        listener.AddOpenApi(Document.Name, Document.Configure);
}
