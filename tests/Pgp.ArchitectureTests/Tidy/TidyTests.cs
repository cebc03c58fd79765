namespace Pgp.ArchitectureTests.Tidy;

public sealed class TidyTests
{
    private const int RootEntriesMax = 24;

    [Fact]
    public void The_walk_sees_the_checkout()
    {
        Assert.Contains(SourceFile.All, file => file.Path == "Pgp.slnx");
        Assert.Contains(SourceFile.All, file => file.IsProduct);
        Assert.Contains(
            SourceFile.All,
            file => file.Path.EndsWith(".sql", StringComparison.Ordinal)
        );
        Assert.Contains("Pgp.slnx", SourceFile.RootEntries);
    }

    [Fact]
    public void Lines_of_the_product_fit_the_page() => MustBeTidy(TidyRules.LongLines);

    [Fact]
    public void No_tabs_no_marks_no_blanks_at_the_end() => MustBeTidy(TidyRules.Blanks);

    [Fact]
    public void Nothing_is_left_to_do() => MustBeTidy(TidyRules.LooseEnds);

    [Fact]
    public void No_exception_is_swallowed_without_a_word() => MustBeTidy(TidyRules.EmptyCatches);

    [Fact]
    public void No_binary_numbers_in_the_product() => MustBeTidy(TidyRules.BinaryArithmetic);

    [Fact]
    public void Every_page_has_one_title() => MustBeTidy(TidyRules.Titles);

    [Fact]
    public void Every_service_says_the_same_things_about_itself()
    {
        MustBeTidy(TidyRules.ServiceReadmes);
        Assert.Empty(TidyRules.MissingReadmes(SourceFile.All));
    }

    [Fact]
    public void No_file_knows_one_machine_or_how_it_was_written() => MustBeTidy(TidyRules.Machines);

    [Fact]
    public void The_root_can_be_seen_at_a_glance() =>
        Assert.InRange(SourceFile.RootEntries.Count, 1, RootEntriesMax);

    [Theory]
    [InlineData(
        "src/A.cs",
        "// a line of more than a hundred columns, for which it takes quite a few"
    )]
    [InlineData("src/A.cs", "var x = 1;\t// tab\n")]
    [InlineData("docs/a.md", "# Title \n")]
    [InlineData("db/a.sql", "select 1\r\n")]
    [InlineData("src/A.cs", "\uFEFFnamespace A;\n")]
    [InlineData("src/A.cs", "namespace A;")]
    [InlineData("src/A.cs", "// T\u004fDO later\n")]
    [InlineData("src/A.cs", "try { } c\u0061tch (IOException) { }\n")]
    [InlineData("src/A.cs", "try { } c\u0061tch (IOException e) when (e is not null)\n{\n}\n")]
    [InlineData("src/a.js", "try { a(); } c\u0061tch { }\n")]
    [InlineData("src/A.cs", "double price = 1;\n")]
    [InlineData("src/A.cs", "var price = (float)1; // \"text\"\n")]
    [InlineData("docs/a.md", "Text without a title\n")]
    [InlineData("docs/a.md", "# One\n\n# Two\n")]
    [InlineData("src/services/1-people/Pgp.A/README.md", "# A\n\n## Job\n\n## Tables\n")]
    [InlineData("docs/a.md", "# A\n\nSee /\u0068ome/somebody/notes\n")]
    [InlineData("docs/a.md", "# A\n\nGenerated \u0077ith Something\n")]
    public void Each_rule_sees_what_it_forbids(string path, string text)
    {
        var planted =
            path == "src/A.cs" && text.Length > 60 ? text + new string('.', 60) + "\n" : text;
        var file = new SourceFile(path, planted);
        Assert.Single(Rules.SelectMany(rule => rule(file)));
    }

    [Theory]
    [InlineData(
        "src/A.cs",
        "/// <summary>Nothing is doubled: 1.5 as double is text here.</summary>\n"
    )]
    [InlineData("src/A.cs", "log(\"a double room\");\n")]
    [InlineData("src/A.cs", "catch (IOException)\n{\n    // Gone already.\n}\n")]
    [InlineData("docs/a.md", "# One\n\n```\n# a comment of a shell\n```\n")]
    [InlineData("tests/A.cs", "double seconds = 1;\n")]
    public void No_rule_sees_what_is_not_there(string path, string text) =>
        Assert.Empty(Rules.SelectMany(rule => rule(new SourceFile(path, text))));

    private static IEnumerable<Func<SourceFile, IEnumerable<string>>> Rules =>
        [
            TidyRules.LongLines,
            TidyRules.Blanks,
            TidyRules.LooseEnds,
            TidyRules.EmptyCatches,
            TidyRules.BinaryArithmetic,
            TidyRules.Titles,
            TidyRules.ServiceReadmes,
            TidyRules.Machines,
        ];

    private static void MustBeTidy(Func<SourceFile, IEnumerable<string>> rule)
    {
        var findings = string.Join('\n', SourceFile.All.SelectMany(rule));
        Assert.True(findings.Length == 0, findings);
    }
}
