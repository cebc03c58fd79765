using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pgp.Host.Operations;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp owners [--json]</c>: whom the bot cannot reach, and what he misses. Reads the database;
/// no
/// service has to run.
/// </summary>
internal static class OwnersCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON document on stdout." };
        var command = new Command("owners", "Prints the owners whom the bot cannot reach.")
        {
            json,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(json), ct));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CancellationToken ct)
    {
        await using var open = await OperatorDatabase.OpenAsync(ct);
        var list = await OwnerListQueries.UnreachableAsync(open.Database, ct);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(list, OwnerJson.Default.OwnerList));
            return 0;
        }

        foreach (var owner in list.Unreachable)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{owner.ChatId}  {owner.Reason} since {owner.Since:yyyy-MM-dd HH:mm}, "
                )
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{owner.Undelivered} notices wait: {string.Join(", ", owner.Channels)}"
                    )
            );
        }

        if (list.Unreachable.Count == 0)
        {
            Console.WriteLine("every owner can be reached");
        }

        return 0;
    }
}
