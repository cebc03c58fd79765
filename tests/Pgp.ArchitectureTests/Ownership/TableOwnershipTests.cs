using System.Text.RegularExpressions;
using Pgp.ArchitectureTests.Tidy;
using Pgp.Testing;

namespace Pgp.ArchitectureTests.Ownership;

public sealed partial class TableOwnershipTests
{
    [Fact]
    public void Nobody_writes_a_table_of_somebody_else() =>
        Assert.Empty(TableOwners.Findings(SqlConstants.All));

    [Fact]
    public void Every_table_has_a_writer_and_every_writer_writes() =>
        Assert.Empty(TableOwners.Outlived(SqlConstants.All));

    [Fact]
    public void The_list_names_the_tables_of_the_schema()
    {
        var tables = SourceFile
            .All.Where(file => file.Path.StartsWith("db/migrations/", StringComparison.Ordinal))
            .SelectMany(file => CreateTable().Matches(file.Text))
            .Select(match => match.Groups["table"].Value);
        Assert.Equal(
            tables.Order(StringComparer.Ordinal),
            TableOwners.Tables.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Sql_of_the_services_is_in_constants_that_the_tests_find()
    {
        var product = SourceFile.All.Where(file => file.IsProduct && IsWorked(file.Path));
        Assert.DoesNotContain(
            product,
            file => SqlText().Count(file.Text) != SqlConstants.In(file.Path, file.Text).Count()
        );
    }

    [Theory]
    [InlineData("Pgp.WebApi", "insert into ledger_entries (fact) values ($1)", true)]
    [InlineData("Pgp.HostPay1", "update wallets set next_nonce = $1", true)]
    [InlineData("Pgp.HostPay1", "delete from payouts", true)]
    [InlineData("Pgp.Split1", "with x as (\n  update\n payments set state = $1) select 1", true)]
    [InlineData("Pgp.Split1", "insert into no_such_table values ($1)", true)]
    [InlineData("Pgp.Split1", "select 1 from payments for update", false)]
    [InlineData("Pgp.Split1", "select 1 from payments for no key update of payments", false)]
    [InlineData("Pgp.HostPay3", "insert into wallets (address) values ($1)", false)]
    public void A_planted_write_is_found(string project, string text, bool isFound)
    {
        var planted = new SqlConstant($"services/{project}/XQueries.cs", "PlantedSql", text);
        Assert.Equal(isFound ? 1 : 0, TableOwners.Findings([planted]).Count());
    }

    [Fact]
    public void The_second_half_of_an_upsert_is_no_write_of_its_own()
    {
        var upsert = new SqlConstant(
            "services/Pgp.Split3/X.cs",
            "PlantedSql",
            """
            insert into swap_orders (payout_id) values ($1)
            on conflict (payout_id) do update
               set updated_at = $2
            """
        );
        Assert.Equal(["swap_orders"], TableOwners.WrittenBy(upsert));
    }

    private static bool IsWorked(string path) =>
        path.StartsWith("src/services/", StringComparison.Ordinal)
        || path.StartsWith("src/Pgp.Channels/", StringComparison.Ordinal)
        || path.StartsWith("src/Pgp.Ledger/", StringComparison.Ordinal)
        || path.StartsWith("src/Pgp.Common/Tasks/", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^create table (?<table>[a-z_]+)",
        RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CreateTable();

    // The beginning of a text that is a statement.
    [GeneratedRegex(
        "\"\\s*(with|select|insert into|update|delete from|truncate)\\s",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex SqlText();
}
