using Pgp.Local;

namespace Pgp.IntegrationTests.Local;

public sealed class LocalSecretsTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("pgp-test-").FullName;

    private string FilePath => Path.Combine(home, "secrets.json");

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public void A_name_gives_the_same_secret_for_ever()
    {
        var drawn = LocalSecrets.Open(FilePath).Hex("ipn");

        Assert.Matches("^[0-9a-f]{64}$", drawn);
        Assert.Equal(drawn, LocalSecrets.Open(FilePath).Hex("ipn"));
        Assert.NotEqual(drawn, LocalSecrets.Open(FilePath).Hex("other"));
    }

    [Fact]
    public void Only_the_owner_may_read_the_file()
    {
        LocalSecrets.Open(FilePath).PrivateKey("wallet");

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            new FileInfo(FilePath).UnixFileMode
        );
    }

    [Fact]
    public void Shapes_are_those_of_the_real_things()
    {
        var secrets = LocalSecrets.Open(FilePath);

        Assert.Matches("^[0-9]{9}:[A-Za-z0-9_-]{35}$", secrets.BotToken("bot"));
        Assert.Matches("^0x[0-9a-f]{64}$", secrets.PrivateKey("wallet"));
    }

    [Fact]
    public void A_damaged_file_is_named_and_not_replaced()
    {
        File.WriteAllText(FilePath, "{ \"half\": ");

        var refused = Assert.Throws<LocalProblemException>(() => LocalSecrets.Open(FilePath));
        Assert.Contains(FilePath, refused.Problem.What, StringComparison.Ordinal);
        Assert.Equal("{ \"half\": ", File.ReadAllText(FilePath));
    }
}
