using Pgp.Common.Database;
using Pgp.Server.Shop;
using Pgp.Server.Speaking;
using Pgp.Server.Talking;
using Pgp.Server.Updates;

namespace Pgp.Server.Donating;

/// <summary>
/// What a donor adds before paying: a message to the owner, and whether the name shows.
/// </summary>
internal sealed class DonorWords(Database database, Speaker speaker) : ITopic
{
    /// <summary>Characters of a donor's message.</summary>
    public const int LengthMax = 256;

    public string Name => "donor_message";

    public async Task<UpdateAnswer> AskAsync(Person donor, OrderId order, CancellationToken ct)
    {
        if (!await DonorQueries.IsOpenAsync(database, order, donor.Id, ct))
        {
            return await speaker.AnswerAsync(donor, ShopReplies.OrderTooOld(donor.Say), ct);
        }

        var asked = new Conversation(Name, order.ToString());
        await ConversationQueries.BeginAsync(database, donor.Id, asked, ct);
        return await speaker.AnswerAsync(donor, DonationReplies.AskMessage(donor.Say), ct);
    }

    public async Task<UpdateAnswer> HearAsync(
        long updateId,
        Person person,
        string subject,
        string text,
        CancellationToken ct
    )
    {
        var message = text.Trim();
        if (message.Length is 0 or > LengthMax)
        {
            return await speaker.AnswerAsync(
                person,
                DonationReplies.MessageTooLong(person.Say),
                ct
            );
        }

        var order = OrderId.Parse(subject);
        var isKept = await DonorQueries.SayAsync(database, order, person.Id, message, ct);
        await ConversationQueries.EndAsync(database, person.Id, ct);
        return await speaker.AnswerAsync(
            person,
            isKept ? DonationReplies.MessageKept(person.Say) : ShopReplies.OrderTooOld(person.Say),
            ct
        );
    }

    /// <summary>Hides the name, or shows it again.</summary>
    public async Task<UpdateAnswer> ToggleNameAsync(
        long updateId,
        Person donor,
        OrderId order,
        CancellationToken ct
    )
    {
        await using var unit = await database.BeginAsync(ct);
        if (!await UpdateQueries.ClaimAsync(unit, updateId, ct))
        {
            // A second time would show the name again.
            return UpdateAnswer.Taken;
        }

        var isAnonymous = await DonorQueries.ToggleNameAsync(unit, order, donor.Id, ct);
        await unit.CommitAsync(ct);
        return await speaker.AnswerAsync(
            donor,
            isAnonymous is { } hidden
                ? DonationReplies.NowAnonymous(donor.Say, hidden)
                : ShopReplies.OrderTooOld(donor.Say),
            ct
        );
    }
}
