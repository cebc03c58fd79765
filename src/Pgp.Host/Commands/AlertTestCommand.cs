using System.CommandLine;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp alert-test</c>: sends one test alert through the running services and says where it
/// arrived.
/// </summary>
internal static class AlertTestCommand
{
    public static Command Create()
    {
        var command = new Command("alert-test", "Sends one test alert to every channel.");
        command.SetAction((_, ct) => RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var deliveries = await new AlertTest(open.Database).SendAsync(ct);
        foreach (var delivery in deliveries)
        {
            Console.WriteLine(delivery);
        }

        return Operator.Say(
            deliveries.Count > 0,
            "told",
            "not delivered within 30 s; it waits: do notifications and a dispatcher run?"
        );
    }
}
