global using AnnouncementId = Pgp.Contracts.Ids.Id<Pgp.Broadcast.AnnouncementKind>;
using Pgp.Contracts.Ids;

namespace Pgp.Broadcast;

/// <summary>One message of an owner to many members.</summary>
internal readonly struct AnnouncementKind : IIdKind
{
    public static string Prefix => "ann";
}
