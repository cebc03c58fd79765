using Microsoft.Extensions.Logging;
using Pgp.Channels;
using Pgp.Common.Database;
using Pgp.WebApi.Accounts;

namespace Pgp.WebApi.Sessions;

/// <summary>
/// A session that was opened or prolonged, with the secret that prolongs it next.
/// </summary>
internal sealed record OpenSession(SessionId Id, AccountId Account, string RefreshToken);

/// <summary>
/// Opens sessions and prolongs them. Each refresh token works once; who shows a used one again
/// holds
/// a copy, so the session ends for both.
/// </summary>
internal sealed class SessionDesk(Database database, ILogger<SessionDesk> log)
{
    /// <summary>A session that nobody uses for so long is over.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    // Two tabs of one browser, or an answer that got lost: within so long a used token is no theft.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(10);
    private const int UserAgentMax = 300;

    /// <summary>In the caller's unit.</summary>
    public static async Task<OpenSession> OpenAsync(
        Unit unit,
        AccountId account,
        string userAgent,
        CancellationToken ct
    )
    {
        var id = SessionId.New(unit.Clock);
        var shown = userAgent.Length <= UserAgentMax ? userAgent : userAgent[..UserAgentMax];
        await SessionQueries.OpenAsync(unit, id, account, shown, unit.Now + Life, ct);
        return await WithTokenAsync(unit, id, account, ct);
    }

    /// <returns>Null: sign in again.</returns>
    public async Task<OpenSession?> RefreshAsync(string token, CancellationToken ct)
    {
        var hash = AccountTokens.HashOf(token);
        await using var unit = await database.BeginAsync(ct);
        if (await SessionQueries.ShowAsync(unit, hash, ct) is not { IsOpen: true } shown)
        {
            return null;
        }

        if (shown.UsedAt is { } usedAt && unit.Now - usedAt > Leeway)
        {
            await EndReusedAsync(unit, shown, ct);
            return null;
        }

        await SessionQueries.UseTokenAsync(unit, hash, ct);
        await SessionQueries.ProlongAsync(unit, shown.Session, unit.Now + Life, ct);
        var next = await WithTokenAsync(unit, shown.Session, shown.Account, ct);
        await unit.CommitAsync(ct);
        return next;
    }

    /// <summary>Whoever shows the token wants its session to end.</summary>
    public async Task LogoutAsync(string token, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        if (await SessionQueries.ShowAsync(unit, AccountTokens.HashOf(token), ct) is { } shown)
        {
            await SessionQueries.EndAsync(
                unit,
                shown.Session,
                shown.Account,
                EndReasons.Logout,
                ct
            );
            await unit.CommitAsync(ct);
        }
    }

    private async Task EndReusedAsync(Unit unit, ShownToken shown, CancellationToken ct)
    {
        await SessionQueries.EndAsync(
            unit,
            shown.Session,
            shown.Account,
            EndReasons.RefreshReused,
            ct
        );
        await Audit.WriteAsync(
            unit,
            new AuditEntry(Actor.System, "session.ended_as_copied", shown.Session.ToString())
            {
                Account = shown.Account,
            },
            ct
        );
        await unit.CommitAsync(ct);
        log.RefreshReused(shown.Session);
    }

    private static async Task<OpenSession> WithTokenAsync(
        Unit unit,
        SessionId session,
        AccountId account,
        CancellationToken ct
    )
    {
        var token = AccountTokens.NewSecret();
        await SessionQueries.AddTokenAsync(unit, session, AccountTokens.HashOf(token), ct);
        return new OpenSession(session, account, token);
    }
}
