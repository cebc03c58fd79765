using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast.Announcements;

/// <summary>
/// Keeps what an owner wrote to the bot as a draft and shows it to him: first as members will see
/// it, then with the question when. Delivered again it shows the same draft again.
/// </summary>
internal sealed class AnnouncementWrittenHandler(AnnouncementDesk desk, OwnerVoice voice)
    : ITaskHandler<AnnouncementWritten>
{
    public async Task<TaskOutcome> HandleAsync(
        AnnouncementWritten task,
        Delivery message,
        CancellationToken ct
    )
    {
        var id = new AnnouncementId(message.MessageId.Value);
        var draft = new Draft(
            task.ChannelId,
            task.Segment,
            task.TierNo,
            task.Body,
            ButtonText: null,
            ButtonUrl: null
        );
        var answer = await desk.CreateAsync(id, draft, task.OwnerUserId, ct);
        if (answer is Answer.Done)
        {
            await desk.PreviewAsync(id, task.OwnerUserId, ct);
        }

        return await voice.EndAsync(message, task.OwnerUserId, id, answer, ct);
    }
}
