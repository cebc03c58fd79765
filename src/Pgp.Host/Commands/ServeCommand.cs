using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Pgp.Common.Hosting;
using Pgp.Common.Settings;

namespace Pgp.Host.Commands;

/// <summary>
/// <c>pgp serve split2 hostpay3</c>, <c>pgp serve all</c>, <c>pgp serve dispatcher</c>.
/// </summary>
internal static class ServeCommand
{
    private const string All = "all";
    private const string Dispatcher = "dispatcher";

    public static Command Create()
    {
        var names = new Argument<string[]>("services")
        {
            HelpName = "service", // Without it the help repeats all names in its left column.
            Description =
                $"'{All}', or any of: "
                + string.Join(", ", Catalogue.Services.Select(service => service.Name.Value))
                + $", {Dispatcher} (delivers tasks; part of '{All}')",
            Arity = ArgumentArity.OneOrMore,
        };
        names.AcceptOnlyFromAmong([
            All,
            Dispatcher,
            .. Catalogue.Services.Select(service => service.Name.Value),
        ]);
        var command = new Command("serve", "Runs one service, some, or all in this process.")
        {
            names,
        };
        command.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(names), ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, CancellationToken ct)
    {
        using var secrets = new CloudSecrets();
        var values = await SettingsLoader.LoadAsync(secrets, ct);
        var wanted = Catalogue
            .Services.Where(service => names.Contains(All) || names.Contains(service.Name.Value))
            .ToList();
        await using var app = PgpApplication.Build(
            new PgpApplicationOptions(
                wanted,
                names.Contains(All) || names.Contains(Dispatcher),
                values,
                ListenAt(values)
            )
        );
        await app.StartAsync(ct);
        await Console.Error.WriteLineAsync(
            $"serving {string.Join(' ', names)} at {string.Join(' ', app.Urls)}"
        );
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    // PORT is what Cloud Run sets (spec 70, 4.7).
    private static string ListenAt(IReadOnlyDictionary<string, string> values) =>
        values.GetValueOrDefault("PGP_LISTEN")
        ?? $"http://0.0.0.0:{values.GetValueOrDefault("PORT") ?? "8080"}";
}
