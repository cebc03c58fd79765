using Pgp.Common.Settings;
using Pgp.Common.Tokens;

namespace Pgp.UnitTests.Common;

public sealed class KeyRingTests
{
    private const string Name = "SUCCESS_URL_SIGNING_KEY";

    [Fact]
    public void A_key_is_named_after_its_material_without_telling_it()
    {
        var key = SigningKey.Of(new Secret(new string('a', 64)));
        Assert.Equal(key.KeyId, SigningKey.Of(new Secret(new string('a', 64))).KeyId);
        Assert.NotEqual(key.KeyId, SigningKey.Of(new Secret(new string('b', 64))).KeyId);
        Assert.Matches("^[0-9a-f]{16}$", key.KeyId);
        Assert.DoesNotContain(new string('a', 8), key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_signs_and_two_are_accepted_during_a_rotation()
    {
        var ring = Read(new string('a', 64), new string('b', 64), out var reader);
        reader.ThrowIfIncomplete();
        Assert.Equal(2, ring.Accepted.Count());
        Assert.Equal(ring.Current, ring.Accepted.First());
        Assert.Equal(new string('a', 64), ring.Current.Material.Reveal());
    }

    [Fact]
    public void Without_a_rotation_one_key_is_accepted()
    {
        var ring = Read(new string('a', 32), previous: null, out var reader);
        reader.ThrowIfIncomplete();
        Assert.Equal([ring.Current], ring.Accepted);
    }

    [Fact]
    public void A_key_that_is_still_accepted_is_as_long_as_one_that_signs()
    {
        Read(new string('a', 32), "short-key", out var reader);
        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal([$"{Name}_PREVIOUS is shorter than 32 characters"], problem.Findings);
    }

    [Theory]
    [InlineData(null, null, "is missing")]
    [InlineData("short-key", null, "is shorter than 32 characters")]
    public void A_missing_or_short_key_is_reported_by_name(
        string? current,
        string? previous,
        string finding
    )
    {
        Read(current, previous, out var reader);
        var problem = Assert.Throws<SettingsException>(reader.ThrowIfIncomplete);
        Assert.Equal([$"{Name} {finding}"], problem.Findings);
    }

    private static KeyRing Read(string? current, string? previous, out SettingsReader reader)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (current is not null)
        {
            values[Name] = current;
        }

        if (previous is not null)
        {
            values[Name + "_PREVIOUS"] = previous;
        }

        reader = new SettingsReader(values);
        return KeyRing.Read(reader, Name);
    }
}
