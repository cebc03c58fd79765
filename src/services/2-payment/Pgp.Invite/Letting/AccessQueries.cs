using Pgp.Common.Database;
using Pgp.Contracts.Ids;

namespace Pgp.Invite.Letting;

/// <summary>Reads who has access, and by what; ORCHESTRATOR writes it.</summary>
internal static class AccessQueries
{
    // The days of a gift are not the buyer's: whoever has them is let in.
    private const string OfPaymentSql = """
        select s.subscription_id, s.user_id, c.closed_channel_id, c.closed_title, s.paid_until,
               p.state = 'paid' and s.state in ('trial', 'active', 'grace'), e.access is not null
          from payments p
          join subscription_events e on e.payment_id = p.payment_id and e.days is not null
          join subscriptions s using (subscription_id)
          join channels c on c.channel_id = s.channel_id
         where p.payment_id = $1
        """;

    private const string OfSubscriptionSql = """
        select s.subscription_id, s.user_id, c.closed_channel_id, c.closed_title, s.paid_until,
               s.state in ('trial', 'active', 'grace'), true
          from subscriptions s
          join channels c using (channel_id)
         where s.subscription_id = $1
        """;

    private const string OfPersonSql = """
        select s.subscription_id, s.user_id, c.closed_channel_id, c.closed_title, s.paid_until,
               s.state in ('trial', 'active', 'grace'), true
          from channels c
          join subscriptions s on s.channel_id = c.channel_id and s.user_id = $2
         where c.closed_channel_id = $1
        """;

    private const string LanguageSql = """
        select language from bot_people where user_id = $1
        """;

    /// <returns>Null: no such payment, or it gave no access.</returns>
    public static Task<Invitation?> OfPaymentAsync(
        Database database,
        PaymentId payment,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfPaymentSql,
            sql =>
                sql.With(payment).FirstAsync(row => Read(row, $"payment:{payment}", payment), ct),
            ct
        );

    /// <param name="cause">Names the invite that may follow.</param>
    public static Task<Invitation?> OfSubscriptionAsync(
        Database database,
        SubscriptionId subscription,
        string cause,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfSubscriptionSql,
            sql => sql.With(subscription).FirstAsync(row => Read(row, cause, null), ct),
            ct
        );

    /// <returns>Null: this person never had access to the channel.</returns>
    public static Task<Invitation?> OfPersonAsync(
        Database database,
        ClosedChannelId channel,
        TelegramUserId user,
        CancellationToken ct
    ) =>
        database.RunAsync(
            OfPersonSql,
            sql =>
                sql.With(channel.Value).With(user.Value).FirstAsync(row => Read(row, "", null), ct),
            ct
        );

    public static async Task<Texts.Speech> SpeechAsync(
        Database database,
        TelegramUserId user,
        CancellationToken ct
    )
    {
        var code = await database.RunAsync(
            LanguageSql,
            sql => sql.With(user.Value).FirstAsync(row => row.Text(0), ct),
            ct
        );
        return Texts.Speech.In(Texts.Language.Of(code));
    }

    private static Invitation Read(Row row, string cause, PaymentId? payment) =>
        new(
            cause,
            payment,
            row.Id<SubscriptionKind>(0),
            new TelegramUserId(row.Long(1)),
            new ClosedChannelId(row.Long(2)),
            row.Text(3),
            row.Time(4),
            row.Flag(5),
            row.Flag(6)
        );
}
