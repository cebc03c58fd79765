using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Pgp.Common.Hosting;
using Pgp.WebApi.Reading;

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
        operation.Summary = Spoken(operation.Summary);
        operation.Description = Conditions(rules);
        AddTables(operation, rules);
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

    // Of two answers with one status the platform describes the last alone.
    private static void AddTables(OpenApiOperation operation, IList<object> rules)
    {
        var isTable = rules
            .OfType<IProducesResponseTypeMetadata>()
            .Any(answer => answer.ContentTypes.Contains(CsvAnswer.ContentType));
        if (isTable && operation.Responses?["200"].Content is { } content)
        {
            content[CsvAnswer.ContentType] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            };
        }
    }

    // Comments name their route first and break their lines; the document says both elsewhere.
    private static string? Spoken(string? comment)
    {
        var text = comment?.ReplaceLineEndings(" ") ?? "";
        if (text.StartsWith('`'))
        {
            text = text[(text.IndexOf('`', 1) + 1)..].TrimStart(':', '.', ' ');
        }

        return text.Length == 0 ? null : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static string? Conditions(IList<object> rules)
    {
        var entry = rules.OfType<EntryRule>().LastOrDefault()?.Entry switch
        {
            Entry.Writer => "An API key needs the scope `write`.",
            Entry.Person => "Only for people who signed in; API keys may not.",
            Entry.SteppedUp =>
                "Only for people who signed in and gave their password or code again a moment ago.",
            _ => null,
        };
        var mail = rules.OfType<VerifiedMailRule>().Any()
            ? "The account's mail has to be confirmed."
            : null;
        var tries = rules.OfType<AttemptRule>().LastOrDefault() is { } limit
            ? $"{limit.Max} tries in {Spoken(limit.Window)} from one address."
            : null;
        string?[] all = [entry, mail, tries];
        var said = string.Join('\n', all.OfType<string>());
        return said.Length == 0 ? null : said;
    }

    private static string Spoken(TimeSpan time) =>
        time switch
        {
            { TotalMinutes: 1 } => "a minute",
            { TotalHours: 1 } => "an hour",
            { TotalHours: > 1 } => $"{time.TotalHours:0} hours",
            _ => $"{time.TotalMinutes:0} minutes",
        };
}

/// <summary>What the listener needs so that there is a document.</summary>
internal static class DocumentRegistration
{
    public static void AddDocument(this IServiceCollection listener) =>
        listener.AddOpenApi(Document.Name, Document.Configure);
}
