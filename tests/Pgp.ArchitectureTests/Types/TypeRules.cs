using ArchUnitNET.Domain;

namespace Pgp.ArchitectureTests.Types;

/// <summary>
/// What the code really uses, where project references only say what it could. Each rule names what
/// it finds.
/// </summary>
internal static class TypeRules
{
    private const string Service = "Pgp.Common.Hosting.IPgpService";
    private const string Handler = "Pgp.Common.Tasks.ITaskHandler`1";
    private const string Signing = "Pgp.Adapters.Ethereum.Signing";

    // Besides *Queries: whose business the database itself is, and why.
    private static readonly Dictionary<string, string> DatabaseUsers = new(StringComparer.Ordinal)
    {
        ["Pgp.Common."] = "the way to the database",
        ["Pgp.Ledger."] = "the books",
        ["Pgp.Local."] = "starts the database server",
        ["Pgp.Host.Stack."] = "makes the database of a local stack",
        ["Pgp.Host.Demo.Evidence"] = "reads what a demo came to, as a role that may only read",
        ["Pgp.Host.Bench."] = "measures on a database of its own",
        ["Pgp.NpIpn.Intake.IpnWriter"] = "tells a refusal from an outage",
    };

    private static readonly string[] Signers =
    [
        "Pgp.Adapters.Ethereum",
        // The only holder of the wallet's key.
        "Pgp.HostPay3",
        // Invents the key of a local stack and shows its address.
        "Pgp.Host",
    ];

    /// <summary>A service shows one type: what it is and what it needs.</summary>
    public static IEnumerable<string> PublicTypes(IEnumerable<IType> types) =>
        types
            .Where(type => !type.IsNested && type.Visibility == Visibility.Public)
            .Where(type => !Implements(type, Service))
            .Select(type => $"{type.FullName} is public");

    /// <summary>A handler is found by its registration and by nothing else.</summary>
    public static IEnumerable<string> Handlers(IEnumerable<IType> types) =>
        types
            .Where(type => type is Class && Implements(type, Handler))
            .Where(type =>
                type.Visibility != Visibility.Internal || ((Class)type).IsSealed is not true
            )
            .Select(type => $"{type.FullName} is not sealed and internal");

    public static IEnumerable<string> DatabaseUse(IEnumerable<IType> types) =>
        types
            .Where(type => !OutermostName(type).EndsWith("Queries", StringComparison.Ordinal))
            .Where(type => !DatabaseUsers.Keys.Any(user => IsIn(type, user)))
            .Where(type => Uses(type, "Npgsql"))
            .Select(type => $"{type.FullName} uses Npgsql");

    public static IEnumerable<string> SigningUse(IEnumerable<IType> types) =>
        types
            .Where(type => !Signers.Contains(CodeUnderTest.ProjectOf(type)))
            .Where(type => Uses(type, Signing))
            .Select(type => $"{type.FullName} uses the wallet's key");

    /// <summary>A service never uses another: it sends a task.</summary>
    public static IEnumerable<string> UseOfOthers(
        IEnumerable<IType> types,
        IReadOnlySet<string> services
    ) =>
        from type in types
        from dependency in type.Dependencies
        // An array of a type parameter has no home of its own.
        where dependency.Target.FullName.StartsWith("Pgp.", StringComparison.Ordinal)
        let other = CodeUnderTest.ProjectOf(dependency.Target)
        where services.Contains(other) && other != CodeUnderTest.ProjectOf(type)
        select $"{type.FullName} uses {dependency.Target.FullName}";

    private static bool Implements(IType type, string contract) =>
        type.ImplementedInterfaces.Any(one => one.FullName == contract);

    private static bool Uses(IType type, string space) =>
        type.Dependencies.Any(dependency =>
            dependency.Target.FullName == space
            || dependency.Target.FullName.StartsWith(space + ".", StringComparison.Ordinal)
            || dependency.Target.FullName.StartsWith(space + "Types.", StringComparison.Ordinal)
        );

    private static bool IsIn(IType type, string user) =>
        type.FullName.StartsWith(user, StringComparison.Ordinal);

    private static string OutermostName(IType type) => type.FullName.Split('+')[0].Split('.')[^1];
}
