using System.Net;
using Pgp.Channels;
using Pgp.Common.Outbound;
using Pgp.Contracts.Webhooks;

namespace Pgp.WebApi.Webhooks;

/// <summary>
/// What an endpoint may be. Where its name leads is asked again at each connection; here only what
/// can be seen by looking at it is refused.
/// </summary>
internal sealed class WebhookCheck(bool isPrivateAllowed, List<FieldError> errors)
{
    private const int UrlMax = 500;
    private const int DescriptionMax = 200;

    public string Url(string? given)
    {
        var text = given?.Trim() ?? "";
        if (text.Length is 0 or > UrlMax)
        {
            Add("url", "length", $"An address has 1 to {UrlMax} characters.");
        }
        else if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http")
            || url.Host.Length == 0
        )
        {
            Add("url", "not_an_address", "A full address such as https://example.com/hooks.");
        }
        else
        {
            Check(url);
        }

        return text;
    }

    /// <returns>Each once, in the order of the catalogue.</returns>
    public string[] Types(IReadOnlyList<string?>? given)
    {
        var wanted = given ?? [];
        var known = WebhookEventTypes
            .All.Select(type => type.Name)
            .Where(wanted.Contains)
            .ToArray();
        if (known.Length == 0 || !wanted.All(known.Contains))
        {
            Add(
                "event_types",
                "unknown",
                "At least one of GET /webhooks/event-types, and no other."
            );
        }

        return known;
    }

    public string? Description(string? given)
    {
        var text = given?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length > DescriptionMax || text.Any(char.IsControl))
        {
            Add("description", "length", $"At most {DescriptionMax} characters in one line.");
        }

        return text;
    }

    private void Check(Uri url)
    {
        if (url.UserInfo.Length > 0)
        {
            Add("url", "has_credentials", "Leave out name and password: events are signed.");
        }

        if (url.Fragment.Length > 0)
        {
            Add("url", "has_fragment", "Leave out what follows the #.");
        }

        if (isPrivateAllowed)
        {
            return;
        }

        if (url.Scheme != Uri.UriSchemeHttps)
        {
            Add("url", "not_https", "The address must begin with https.");
        }

        if (!IsOfInternet(url))
        {
            Add("url", "private_address", "The address must be one of the internet.");
        }
    }

    private static bool IsOfInternet(Uri url) =>
        IPAddress.TryParse(url.DnsSafeHost, out var address)
            ? PublicAddress.IsPublic(address)
            : url.IdnHost.TrimEnd('.').Contains('.', StringComparison.Ordinal) && !url.IsLoopback;

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
