using Pgp.Common.Database;
using Pgp.Common.Tasks;
using Pgp.Host.Stack;

namespace Pgp.Host.Chaos.Verdict;

/// <summary>The tables of the run, opened as a role that may only read.</summary>
internal static class ChaosTables
{
    private const string ReaderRole = "pgp_reader";

    public static Database Open(LocalStack stack) => Open(stack, TimeProvider.System);

    /// <param name="clock">The stack's own, if it is not the machine's.</param>
    public static Database Open(LocalStack stack, TimeProvider clock)
    {
        var address = new DatabaseAddress(stack.Database, AssumeRole: true);
        var profile = DatabaseProfile.EventDriven;
        var source = DataSources.Create(address, ReaderRole, profile);
        var signal = new OutboxSignal();
        return new Database(source, profile, new FaultPoints(), signal, clock);
    }
}
