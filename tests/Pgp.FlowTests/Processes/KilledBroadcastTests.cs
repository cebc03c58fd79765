using System.Globalization;
using Pgp.Host.Stack;
using Pgp.Testing;

namespace Pgp.FlowTests.Processes;

/// <summary>Two processes carry an announcement, and one gets <c>kill -9</c> in the middle.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class KilledBroadcastTests(ProcessStack stack)
{
    private const string Broadcast = "broadcast";
    private const long FirstMember = 7_700_001;
    private const int Members = 200;
    private const int KilledAfter = 50;

    // A process has so many messages on the way at once.
    private const int OnTheWay = 8;

    private static readonly TimeSpan CarriedWithin = TimeSpan.FromSeconds(90);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_told_twice_and_nobody_is_forgotten()
    {
        for (var i = 0; i < Members; i++)
        {
            await stack.Sandbox.SetAsync(
                "telegram/people",
                $$"""{"id":{{FirstMember + i}},"name":"Member","started":true}""",
                Ct
            );
        }

        await AnnounceAsync();
        await using var victim = await StartAsync();
        await using var other = await StartAsync();
        await Eventually.GetAsync(CountSentAsync, sent => sent >= KilledAfter, Ct, CarriedWithin);
        await victim.KillAsync();
        await Eventually.GetAsync(
            () =>
                stack.ListAsync(
                    "select user_id::text from announcement_deliveries where state = 'pending'",
                    Ct
                ),
            waiting => waiting.Count == 0,
            Ct,
            CarriedWithin
        );
        await Eventually.GetAsync(
            CountSentAsync,
            sent => sent >= Members - OnTheWay,
            Ct,
            CarriedWithin
        );

        var unknown = await stack.ListAsync(
            """
            select user_id::text from announcement_deliveries
             where state in ('attempted', 'uncertain')
            """,
            Ct
        );
        Assert.InRange(unknown.Count, 0, OnTheWay);
        for (var i = 0; i < Members; i++)
        {
            var person = FirstMember + i;
            var isUnknown = unknown.Contains(person.ToString(CultureInfo.InvariantCulture));
            Assert.InRange(await HeardAsync(person), isUnknown ? 0 : 1, 1);
        }
    }

    private async Task<int> HeardAsync(long person) =>
        (await stack.Sandbox.MessagesAsync(person, Ct)).Count(message =>
            ((string?)message!["text"])?.Contains("We are live", StringComparison.Ordinal) == true
        );

    private async Task<int> CountSentAsync() =>
        (
            await stack.ListAsync(
                "select user_id::text from announcement_deliveries where state = 'sent'",
                Ct
            )
        ).Count;

    private async Task<ServiceProcess> StartAsync()
    {
        var process = await ProcessStack.StartAnotherAsync(Broadcast, stack.Settings, Ct);
        await process.WaitUntilReadyAsync(Ct);
        return process;
    }

    private async Task AnnounceAsync() =>
        await stack.ListAsync(
            $"""
            with channel as (
                insert into channels (
                    channel_id, link_code, open_channel_id, closed_channel_id, open_title,
                    closed_title, payout_strategy, payout_coin, payout_address, created_at)
                values (gen_random_uuid(), 'killedcrowd1', -1009900000001, -1009900000002, 'open',
                        'closed', 'instant', 'eth@eth',
                        '0x1111111111111111111111111111111111111111', now())
                returning channel_id),
            member as (
                insert into subscriptions (
                    subscription_id, user_id, channel_id, paid_until, created_at, updated_at, state,
                    next_action_at, tier_no, run_seq, version)
                select gen_random_uuid(), {FirstMember} + n, channel_id, now() + interval '20 days',
                       now(), now(), 'active', now() + interval '20 days', 1, 1, 1
                  from channel, generate_series(0, {Members - 1}) as n)
            insert into announcements (
                announcement_id, channel_id, segment, body, state, due_at, created_at)
            select gen_random_uuid(), channel_id, 'active', 'We are live', 'scheduled', now(), now()
              from channel
            returning announcement_id::text
            """,
            Ct
        );
}
