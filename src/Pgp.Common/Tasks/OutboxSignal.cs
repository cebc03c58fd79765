using Pgp.Common.Hosting;

namespace Pgp.Common.Tasks;

/// <summary>Says "something is in the outbox" after a commit.</summary>
public sealed class OutboxSignal : Signal;
