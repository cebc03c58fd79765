using Microsoft.AspNetCore.Http;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Sessions;

/// <summary>What somebody gets who signed in.</summary>
/// <param name="ExpiresIn">Seconds.</param>
/// <param name="RefreshToken">Null where it is in a cookie.</param>
internal sealed record SessionView(
    string AccessToken,
    string TokenType,
    int ExpiresIn,
    string? RefreshToken,
    AccountView Account
);

/// <summary>
/// Gives sessions out: to the site with the refresh token in a cookie that no script can read, to
/// programs in the body.
/// </summary>
internal sealed class SessionAnswers(AccessTokens tokens, WebApiOptions options)
{
    public const string CookieName = "pgp_refresh";

    /// <summary>
    /// Sent by the site alone. Another site cannot add it without asking first, and is refused.
    /// </summary>
    public const string ClientHeader = "X-Pgp-Client";

    public const string ByCookie = "cookie";
    public const string ByToken = "token";

    // Only what needs it gets it.
    private const string CookiePath = "/webapi/api/auth";

    public SessionView Of(HttpContext context, OpenSession session, Account account, bool byCookie)
    {
        if (byCookie)
        {
            context.Response.Cookies.Append(CookieName, session.RefreshToken, Cookie());
        }

        return new SessionView(
            AccessTokenOf(session.Account, session.Id),
            "Bearer",
            (int)AccessTokens.Life.TotalSeconds,
            byCookie ? null : session.RefreshToken,
            AccountView.Of(account)
        );
    }

    public string AccessTokenOf(AccountId account, SessionId session) =>
        tokens.Make(new TokenClaims(account, session));

    public void TakeCookieBack(HttpContext context) =>
        context.Response.Cookies.Delete(CookieName, Cookie());

    /// <summary>The cookie counts only with the site's header beside it.</summary>
    public static string? TokenInCookie(HttpContext context) =>
        context.Request.Headers.ContainsKey(ClientHeader)
            ? context.Request.Cookies[CookieName]
            : null;

    private CookieOptions Cookie() =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = options.Site.Scheme == Uri.UriSchemeHttps,
            Path = CookiePath,
            MaxAge = SessionDesk.Life,
            IsEssential = true,
        };
}
