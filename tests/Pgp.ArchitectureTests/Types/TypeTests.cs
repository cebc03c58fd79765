namespace Pgp.ArchitectureTests.Types;

public sealed class TypeTests
{
    [Fact]
    public void Everything_is_looked_at()
    {
        Assert.Equal(17, CodeUnderTest.Services.Count);
        var projects = CodeUnderTest.Types.Select(CodeUnderTest.ProjectOf).ToHashSet();
        Assert.Subset(projects, CodeUnderTest.Services.ToHashSet());
        Assert.Subset(
            projects,
            new HashSet<string>(StringComparer.Ordinal)
            {
                "Pgp.Common",
                "Pgp.Contracts",
                "Pgp.Host",
                "Pgp.Ledger",
                "Pgp.Local",
                "Pgp.Sandbox",
            }
        );
    }

    [Fact]
    public void A_service_shows_what_it_is_and_nothing_else() =>
        Assert.Empty(
            TypeRules.PublicTypes(
                CodeUnderTest.Types.Where(type =>
                    CodeUnderTest.Services.Contains(CodeUnderTest.ProjectOf(type))
                )
            )
        );

    [Fact]
    public void Handlers_are_sealed_and_internal() =>
        Assert.Empty(TypeRules.Handlers(CodeUnderTest.Types));

    [Fact]
    public void Only_queries_and_the_shared_library_know_the_database_driver() =>
        Assert.Empty(TypeRules.DatabaseUse(CodeUnderTest.Types));

    [Fact]
    public void Only_hostpay3_signs() => Assert.Empty(TypeRules.SigningUse(CodeUnderTest.Types));

    [Fact]
    public void No_service_uses_another() =>
        Assert.Empty(
            TypeRules.UseOfOthers(
                CodeUnderTest.Types.Where(type =>
                    CodeUnderTest.Services.Contains(CodeUnderTest.ProjectOf(type))
                ),
                CodeUnderTest.Services
            )
        );

    [Fact]
    public void The_signing_rule_has_something_to_look_at() =>
        Assert.Contains(
            CodeUnderTest.Types,
            type =>
                CodeUnderTest.ProjectOf(type) == "Pgp.HostPay3"
                && type.Dependencies.Any(dependency =>
                    dependency.Target.FullName == "Pgp.Adapters.Ethereum.Signing.ChainGuard"
                )
        );

    [Fact]
    public void A_planted_violation_of_each_rule_is_found()
    {
        const string Planted = "Pgp.ArchitectureTests.Planted";
        Assert.Equal(
            [$"{Planted}.PublicHelper is public"],
            TypeRules.PublicTypes(CodeUnderTest.Plants)
        );
        Assert.Equal(
            [$"{Planted}.OpenHandler is not sealed and internal"],
            TypeRules.Handlers(CodeUnderTest.Plants)
        );
        Assert.Equal([$"{Planted}.Clerk uses Npgsql"], TypeRules.DatabaseUse(CodeUnderTest.Plants));
        Assert.Equal(
            [$"{Planted}.Forger uses the wallet's key"],
            TypeRules.SigningUse(CodeUnderTest.Plants)
        );
        Assert.Contains(
            $"{Planted}.Neighbour uses Pgp.Split1.Split1Service",
            TypeRules.UseOfOthers(CodeUnderTest.Plants, CodeUnderTest.Services)
        );
    }
}
