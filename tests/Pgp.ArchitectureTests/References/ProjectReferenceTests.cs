using Pgp.ArchitectureTests.Tidy;

namespace Pgp.ArchitectureTests.References;

public sealed class ProjectReferenceTests
{
    [Fact]
    public void Every_project_references_what_its_list_allows_and_nothing_else()
    {
        Assert.NotEmpty(ProjectFile.Product);
        Assert.Empty(ReferenceRules.Findings(ProjectFile.Product));
    }

    [Fact]
    public void The_lists_name_projects_that_exist() =>
        Assert.Empty(ReferenceRules.Outlived(ProjectFile.Product));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = SourceFile.All.Single(file => file.Path == "Pgp.slnx").Text;
        var projects = SourceFile.All.Where(file => file.Extension == ".csproj");
        Assert.DoesNotContain(
            projects,
            file => !solution.Contains($"Path=\"{file.Path}\"", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Versions_of_packages_are_stated_in_one_place() =>
        Assert.DoesNotContain(
            SourceFile.All.Where(file => file.Extension == ".csproj"),
            file => file.Text.Contains("Version=", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("Pgp.Contracts", "Pgp.Common", null)]
    [InlineData("Pgp.Contracts", null, "Npgsql")]
    [InlineData("Pgp.Contracts", null, "Microsoft.Extensions.Http")]
    [InlineData("Pgp.Common", "Pgp.Ledger", null)]
    [InlineData("Pgp.Ledger", null, "Npgsql")]
    [InlineData("Pgp.Split1", "Pgp.Split2", null)]
    [InlineData("Pgp.Split1", "Pgp.Adapters.Ethereum", null)]
    [InlineData("Pgp.Split1", null, "Npgsql")]
    [InlineData("Pgp.Split1", null, "Any.Library")]
    [InlineData("Pgp.Server", "Pgp.Ledger", null)]
    [InlineData("Pgp.Server", "Pgp.Adapters.Wire", null)]
    [InlineData("Pgp.Sandbox", "Pgp.Adapters.NowPayments", null)]
    [InlineData("Pgp.Adapters.ChangeNow", "Pgp.Adapters.NowPayments", null)]
    [InlineData("Pgp.Adapters.Prices", "Pgp.Ledger", null)]
    [InlineData("Pgp.Adapters.Prices", null, "Telegram.Bot")]
    [InlineData("Pgp.NewService", "Pgp.Contracts", null)]
    public void A_planted_reference_is_found(string project, string? reference, string? package)
    {
        string[] projects = reference is null ? [] : [reference];
        string[] packages = package is null ? [] : [package];
        Assert.Single(ReferenceRules.Findings([new ProjectFile(project, projects, packages)]));
    }

    [Fact]
    public void A_project_file_is_read_as_it_is_written()
    {
        var read = ProjectFile.Read(
            "src/Pgp.A.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Npgsql" />
                <ProjectReference Include="..\..\Pgp.Contracts\Pgp.Contracts.csproj" />
                <ProjectReference Include="../Pgp.B/Pgp.B.csproj" />
              </ItemGroup>
            </Project>
            """
        );
        Assert.Equal("Pgp.A", read.Name);
        Assert.Equal(["Pgp.Contracts", "Pgp.B"], read.Projects);
        Assert.Equal(["Npgsql"], read.Packages);
    }
}
