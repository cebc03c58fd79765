using Pgp.Contracts.Ids;
using Pgp.Contracts.Money;

namespace Pgp.Channels;

/// <summary>Turns a request into a draft, or names everything that is wrong with it.</summary>
public sealed class ChannelCheck
{
    private const int TitleLengthMax = 128;
    private const int ToleranceStandard = 200;
    public const int ToleranceMax = 2000;

    // Identifiers of Telegram have at most 52 significant bits (spec 70, 3.1).
    private const long TelegramIdMax = 1L << 52;

    private readonly List<FieldError> errors = [];
    private readonly ChannelLimits limits;

    private ChannelCheck(ChannelLimits limits) => this.limits = limits;

    /// <param name="request">As sent.</param>
    /// <param name="limits">Those in force.</param>
    /// <returns>The draft, or <see langword="null"/> with at least one error.</returns>
    public static (ChannelDraft? Draft, IReadOnlyList<FieldError> Errors) Run(
        ChannelRequest request,
        ChannelLimits limits
    )
    {
        var check = new ChannelCheck(limits);
        var draft = check.Draft(request);
        return check.errors.Count == 0 ? (draft, []) : (null, check.errors);
    }

    private ChannelDraft Draft(ChannelRequest request)
    {
        var open = ChannelNumber("open_channel_id", request.OpenChannelId);
        var closed = ChannelNumber("closed_channel_id", request.ClosedChannelId);
        if (open == closed && request.OpenChannelId is not null)
        {
            Add("closed_channel_id", "same_channel", "The two channels must be different ones.");
        }

        return new ChannelDraft(
            new OpenChannelId(open),
            new ClosedChannelId(closed),
            Title("open_title", request.OpenTitle),
            Title("closed_title", request.ClosedTitle),
            new TierCheck(errors, limits).Run(request.Tiers),
            new PayoutCheck(errors, limits).Run(request),
            Tolerance(request.ToleranceBps),
            NotifyChat(request.NotifyChatId)
        );
    }

    private long ChannelNumber(string field, long? id)
    {
        if (id is null)
        {
            Add(field, "required", "The Telegram id of the channel is needed.");
        }
        else if (id is >= 0 or < -TelegramIdMax)
        {
            Add(field, "not_a_channel_id", "The Telegram id of a channel is a negative number.");
        }

        return id ?? 0;
    }

    private string Title(string field, string? text)
    {
        var title = text?.Trim() ?? "";
        if (title.Length is 0 or > TitleLengthMax)
        {
            Add(field, "length", $"A title has 1 to {TitleLengthMax} characters.");
        }
        else if (title.Any(char.IsControl))
        {
            Add(field, "control_characters", "A title is one line of text.");
        }

        return title;
    }

    private BasisPoints Tolerance(int? bps)
    {
        if (bps is < 0 or > ToleranceMax)
        {
            Add("tolerance_bps", "out_of_range", $"The tolerance is 0 to {ToleranceMax}.");
            return default;
        }

        return new BasisPoints(bps ?? ToleranceStandard);
    }

    private long? NotifyChat(long? chat)
    {
        if (chat is 0 or > TelegramIdMax or < -TelegramIdMax)
        {
            Add("notify_chat_id", "not_a_chat_id", "This is no Telegram chat id.");
        }

        return chat;
    }

    private void Add(string field, string code, string message) =>
        errors.Add(new FieldError(field, code, message));
}
