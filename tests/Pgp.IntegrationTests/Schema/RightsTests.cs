using Pgp.Common.Dispatch;
using Pgp.Contracts.Services;
using Pgp.Host;
using Pgp.IntegrationTests.Support;
using Pgp.Testing;

namespace Pgp.IntegrationTests.Schema;

/// <summary>Who may do what, read from the database itself and approved by a person.</summary>
public sealed class RightsTests(ClusterFixture fixture) : DatabaseTest(fixture)
{
    private const string InsufficientPrivilege = "42501";

    // Whole tables first, then single columns; the owner's own rights say nothing.
    private const string RightsOnTables = """
        with given as (
            select relname, '' as attname, relowner, (aclexplode(relacl)).*
              from pg_class
             where relnamespace = 'public'::regnamespace
             union all
            select relname, '.' || attname, relowner, (aclexplode(attacl)).*
              from pg_attribute
              join pg_class on pg_class.oid = attrelid
             where relnamespace = 'public'::regnamespace
        )
        select format('%-40s %-18s %s', relname || attname,
                   case grantee when 0 then 'public' else pg_get_userbyid(grantee) end,
                   string_agg(lower(privilege_type), ' ' order by privilege_type))
          from given
         where grantee <> relowner
         group by relname, attname, grantee
         order by relname, attname, pg_get_userbyid(grantee)
        """;

    [Fact]
    public async Task Every_role_has_the_approved_rights_and_no_others() =>
        Approved.Check("Rights.approved.txt", await LinesAsync(RightsOnTables));

    [Fact]
    public async Task The_roles_are_those_of_the_services_the_dispatcher_and_the_reader() =>
        Assert.Equal(
            Catalogue
                .Services.Select(service => service.Name.DatabaseRole)
                .Append(Dispatcher.Role)
                .Append("pgp_reader")
                .Order(StringComparer.Ordinal),
            await Db.ListAsync(
                """
                select rolname::text
                  from pg_roles
                 where rolname like 'pgp\_%' and rolname <> 'pgp_owner'
                 order by rolname collate "C"
                """
            )
        );

    [Fact]
    public async Task No_service_can_log_in_rule_or_become_another() =>
        Assert.Empty(
            await Db.ListAsync(
                """
                select rolname::text
                  from pg_roles
                 where rolname like 'pgp\_%'
                   and rolname <> 'pgp_owner'
                   and (rolcanlogin or rolsuper or rolcreatedb or rolcreaterole or rolreplication
                        or rolbypassrls
                        or exists (select from pg_auth_members where member = pg_roles.oid))
                """
            )
        );

    [Fact]
    public async Task No_service_can_make_a_table() =>
        await MustBeForbiddenAsync(ServiceName.Orchestrator, "create table mine (id integer)");

    [Theory]
    [InlineData("wallets")]
    [InlineData("chain_transfers")]
    [InlineData("chain_transactions")]
    public async Task Only_hostpay3_writes_wallet_and_chain(string table)
    {
        var writers = await Db.ListAsync(
            """
            select distinct rolname::text
              from pg_roles, unnest(array['insert', 'update', 'delete', 'truncate']) as wanted
             where rolname like 'pgp\_%'
               and rolname <> 'pgp_owner'
               and has_table_privilege(rolname, $1, wanted)
            """,
            table
        );
        Assert.Equal([ServiceName.HostPay3.DatabaseRole], writers);
    }

    [Theory]
    [InlineData("ledger_entries")]
    [InlineData("ledger_postings")]
    public async Task Nobody_changes_what_is_booked(string table) =>
        Assert.Empty(
            await Db.ListAsync(
                """
                select rolname || ' ' || wanted
                  from pg_roles, unnest(array['update', 'delete', 'truncate']) as wanted
                 where rolname like 'pgp\_%'
                   and rolname <> 'pgp_owner'
                   and (has_table_privilege(rolname, $1, wanted)
                        or (wanted = 'update' and has_any_column_privilege(rolname, $1, wanted)))
                """,
                table
            )
        );

    [Fact]
    public async Task The_database_enforces_it()
    {
        await MustBeForbiddenAsync(
            ServiceName.WebApi,
            """
            insert into ledger_entries (entry_id, fact, kind, booked_at)
            values (gen_random_uuid(), 'fact', 'kind', now())
            """
        );
        await MustBeForbiddenAsync(
            ServiceName.Orchestrator,
            "update ledger_entries set kind = 'other'"
        );
        await MustBeForbiddenAsync(ServiceName.HostPay1, "update wallets set next_nonce = 0");
        await MustBeForbiddenAsync(ServiceName.NpIpn, "update payments set state = 'paid'");
        await MustBeForbiddenAsync(ServiceName.Server, "select payload from outbox");
    }

    private Task MustBeForbiddenAsync(ServiceName service, string sql) =>
        MustRefuseAsync(
            InsufficientPrivilege,
            () => Db.As(service).RunAsync(sql, statement => statement.ExecuteAsync(Ct), Ct)
        );

    private async Task<string> LinesAsync(string sql) =>
        string.Join('\n', await Db.ListAsync(sql)) + "\n";
}
