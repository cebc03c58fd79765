using Pgp.Common.Tasks;
using Pgp.Contracts.Tasks;

namespace Pgp.Broadcast.Announcements;

/// <summary>
/// Does what an owner pressed, and says how the announcement stands. Delivered again it finds it
/// done and says the same.
/// </summary>
internal sealed class AnnouncementWishedHandler(AnnouncementDesk desk, OwnerVoice voice)
    : ITaskHandler<AnnouncementWished>
{
    public async Task<TaskOutcome> HandleAsync(
        AnnouncementWished task,
        Delivery message,
        CancellationToken ct
    )
    {
        var (id, owner) = (task.AnnouncementId, task.OwnerUserId);
        var answer = task.Wish switch
        {
            AnnouncementWish.Send => await desk.ScheduleAsync(id, owner, task.At, ct),
            AnnouncementWish.Cancel => await desk.CancelAsync(id, owner, ct),
            _ => (await desk.FindAsync(id, owner, ct)).Refusal,
        };
        return await voice.EndAsync(message, owner, id, answer, ct);
    }
}
