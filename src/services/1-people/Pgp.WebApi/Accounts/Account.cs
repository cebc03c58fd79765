namespace Pgp.WebApi.Accounts;

/// <summary>An owner on the web.</summary>
/// <param name="Email">Whether it reaches him is said by <paramref name="IsMailVerified"/>.</param>
internal sealed record Account(
    AccountId Id,
    string Username,
    string Email,
    bool IsMailVerified,
    string PasswordHash
)
{
    /// <summary>Where he wants to get his mail; counts once it is confirmed.</summary>
    public string? PendingEmail { get; init; }

    /// <summary>
    /// What his authenticator shares with us, sealed, once he has shown that it does.
    /// </summary>
    public byte[]? TotpSecret { get; init; }

    /// <summary>The newest time step whose code was used.</summary>
    public long? TotpStep { get; init; }

    public bool IsLinked { get; init; }

    public string Language { get; init; } = "en";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastLoginAt { get; init; }
}

/// <summary>An account as it is shown to its owner.</summary>
internal sealed record AccountView(
    string AccountId,
    string Username,
    string Email,
    bool EmailVerified,
    string? PendingEmail,
    bool TotpEnabled,
    bool TelegramLinked,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastLoginAt
)
{
    public static AccountView Of(Account account) =>
        new(
            account.Id.ToString(),
            account.Username,
            account.Email,
            account.IsMailVerified,
            account.PendingEmail,
            account.TotpSecret is not null,
            account.IsLinked,
            account.CreatedAt,
            account.LastLoginAt
        );
}
