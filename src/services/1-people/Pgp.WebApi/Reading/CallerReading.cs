using Pgp.Contracts.Ids;
using Pgp.WebApi.Http;

namespace Pgp.WebApi.Reading;

/// <summary>Whose rows a caller may read.</summary>
internal static class CallerReading
{
    // Telegram counts people from one, and no channel can belong to anybody below.
    private static readonly TelegramUserId Nobody = new(0);

    /// <summary>
    /// An account that is not linked to Telegram owns nothing, and finds nothing.
    /// </summary>
    public static TelegramUserId Reads(this Caller caller) => caller.Owner ?? Nobody;
}
