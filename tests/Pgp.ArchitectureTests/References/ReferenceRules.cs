namespace Pgp.ArchitectureTests.References;

/// <summary>
/// Who may see whom. Whatever is not listed is forbidden, so that every new reference is a decision
/// somebody can read here.
/// </summary>
internal static class ReferenceRules
{
    private const string Adapter = "Pgp.Adapters.";
    private const string Chain = "Pgp.Adapters.Ethereum";
    private const string Channels = "Pgp.Channels";
    private const string Common = "Pgp.Common";
    private const string Contracts = "Pgp.Contracts";
    private const string Ledger = "Pgp.Ledger";
    private const string Texts = "Pgp.Texts";
    private const string Wire = "Pgp.Adapters.Wire";

    // Besides these, the host may see everything, and every service contracts and common.
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        [Contracts] = [],
        [Common] = [Contracts],
        // Addresses are read, nothing is signed; see SigningTests.
        [Channels] = [Contracts, Common, Chain, "Pgp.Adapters.Telegram"],
        [Ledger] = [Contracts, Common],
        [Texts] = [Contracts],
        ["Pgp.Local"] = [Contracts],
        // Never an adapter: one mistake in both would cancel the other.
        ["Pgp.Sandbox"] = [Contracts, Common],
        [Wire] = [Contracts],
        ["Pgp.Adapters.ChangeNow"] = [Contracts, Common, Wire],
        [Chain] = [Contracts, Common],
        ["Pgp.Adapters.GoogleCloud"] = [Contracts, Wire],
        ["Pgp.Adapters.Mail"] = [Contracts, Common, Wire],
        ["Pgp.Adapters.NowPayments"] = [Contracts, Common, Wire],
        ["Pgp.Adapters.Prices"] = [Contracts, Common, Wire],
        ["Pgp.Adapters.Slack"] = [Contracts, Common, Wire],
        ["Pgp.Adapters.Telegram"] = [Contracts, Common],
    };

    private static readonly Dictionary<string, string[]> Services = new(StringComparer.Ordinal)
    {
        ["Pgp.Server"] = [Channels, Texts, "Pgp.Adapters.NowPayments", "Pgp.Adapters.Telegram"],
        // The ledger for its statements; its role may book nothing.
        ["Pgp.WebApi"] = [Channels, Ledger, Texts, "Pgp.Adapters.Mail", "Pgp.Adapters.Telegram"],
        ["Pgp.Notifications"] = [Texts, "Pgp.Adapters.Slack", "Pgp.Adapters.Telegram"],
        ["Pgp.Broadcast"] = [Texts, "Pgp.Adapters.Telegram"],
        ["Pgp.NpIpn"] = ["Pgp.Adapters.NowPayments"],
        ["Pgp.Orchestrator"] = [Ledger, "Pgp.Adapters.NowPayments", "Pgp.Adapters.Prices"],
        ["Pgp.Invite"] = [Texts, "Pgp.Adapters.Telegram"],
        ["Pgp.Accumulator"] = [],
        ["Pgp.MicroBatchProcessor"] = [Ledger],
        ["Pgp.BatchProcessor"] = [],
        // The rules of wallets, before money goes there.
        ["Pgp.Split1"] = [Ledger, Channels],
        ["Pgp.Split2"] = ["Pgp.Adapters.ChangeNow"],
        // Addresses are read, nothing is signed; see SigningTests.
        ["Pgp.Split3"] = ["Pgp.Adapters.ChangeNow", Chain],
        ["Pgp.HostPay1"] = [Ledger],
        ["Pgp.HostPay2"] = ["Pgp.Adapters.ChangeNow"],
        // The only holder of the wallet's key.
        ["Pgp.HostPay3"] = [Ledger, Chain],
        // Reads everybody's word and compares; signs nothing.
        ["Pgp.Oversight"] = [Ledger, "Pgp.Adapters.ChangeNow", "Pgp.Adapters.NowPayments", Chain],
    };

    // Libraries that only their one home may use.
    private static readonly Dictionary<string, string[]> Packages = new(StringComparer.Ordinal)
    {
        ["BouncyCastle.Cryptography"] = [Chain, Channels, "Pgp.Sandbox", "Pgp.WebApi"],
        ["Microsoft.AspNetCore.OpenApi"] = ["Pgp.WebApi"],
        ["Microsoft.IdentityModel.JsonWebTokens"] = [Common, "Pgp.WebApi"],
        ["Otp.NET"] = ["Pgp.WebApi"],
        ["QRCoder"] = ["Pgp.WebApi"],
        ["MailKit"] = ["Pgp.Adapters.Mail"],
        ["Npgsql"] = [Common, "Pgp.Local", "Pgp.Host"],
        ["Sep"] = [Common],
        ["System.CommandLine"] = ["Pgp.Host"],
        ["Telegram.Bot"] = ["Pgp.Adapters.Telegram"],
    };

    public static IEnumerable<string> Findings(IReadOnlyList<ProjectFile> projects) =>
        projects.SelectMany(project =>
            ForbiddenProjects(project).Concat(ForbiddenPackages(project))
        );

    /// <summary>What is on the lists but not in the checkout: a list may not outlive its reason.</summary>
    public static IEnumerable<string> Outlived(IReadOnlyList<ProjectFile> projects) =>
        Projects
            .Concat(Services)
            .Select(line => line.Key)
            .Except(projects.Select(project => project.Name), StringComparer.Ordinal);

    private static IEnumerable<string> ForbiddenProjects(ProjectFile project)
    {
        if (project.Name == "Pgp.Host")
        {
            return [];
        }

        var allowed = Services.TryGetValue(project.Name, out var extra)
            ? [Contracts, Common, .. extra]
            : Projects.GetValueOrDefault(project.Name);
        return allowed is null
            ? [$"{project.Name} is on no list"]
            : project
                .Projects.Except(allowed, StringComparer.Ordinal)
                .Select(other => $"{project.Name} may not reference {other}");
    }

    private static IEnumerable<string> ForbiddenPackages(ProjectFile project)
    {
        if (project.Name == Contracts)
        {
            return project.Packages.Select(package => $"{Contracts} needs no package: {package}");
        }

        // Common carries the libraries of hosting; an adapter or a service brings none of its own.
        var mayBring = !Services.ContainsKey(project.Name) && project.Name != Ledger;
        return project
            .Packages.Where(package =>
                Packages.TryGetValue(package, out var homes)
                    ? !homes.Contains(project.Name)
                    : !mayBring || project.Name.StartsWith(Adapter, StringComparison.Ordinal)
            )
            .Select(package => $"{project.Name} may not bring {package}");
    }
}
