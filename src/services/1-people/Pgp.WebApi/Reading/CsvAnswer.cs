using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Pgp.Common.Csv;

namespace Pgp.WebApi.Reading;

/// <summary>
/// A table as CSV (RFC 4180), sent piece by piece as it is read: nothing holds the whole of it. If
/// reading breaks off, so does the connection, and nobody takes a part for the whole.
/// </summary>
/// <param name="fileName">What it is saved as.</param>
internal sealed class CsvAnswer(
    string fileName,
    IReadOnlyList<string> head,
    IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> pieces
) : IResult, IEndpointMetadataProvider
{
    public const string ContentType = "text/csv";

    /// <summary>One piece.</summary>
    public static CsvAnswer Of(string fileName, IReadOnlyList<IReadOnlyList<string>> rows) =>
        new(fileName, rows[0], OnePiece([.. rows.Skip(1)]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = $"{ContentType}; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await response.WriteAsync(CsvText.Of([head]), Encoding.UTF8, ct);
        await foreach (var rows in pieces.WithCancellation(ct))
        {
            await response.WriteAsync(CsvText.Of(rows), Encoding.UTF8, ct);
        }
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType])
        );

    private static async IAsyncEnumerable<IReadOnlyList<IReadOnlyList<string>>> OnePiece(
        IReadOnlyList<IReadOnlyList<string>> rows
    )
    {
        await Task.CompletedTask;
        yield return rows;
    }
}
