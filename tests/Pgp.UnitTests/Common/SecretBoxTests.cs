using Pgp.Common.Secrets;
using Pgp.Common.Settings;
using Pgp.Common.Tokens;

namespace Pgp.UnitTests.Common;

public sealed class SecretBoxTests
{
    private static readonly byte[] Key = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public void What_is_sealed_opens_for_its_owner() =>
        Assert.Equal(Key, Box('a').Open(Box('a').Seal(Key, "whk_1"), "whk_1"));

    [Fact]
    public void It_opens_for_nobody_else() =>
        Assert.Null(Box('a').Open(Box('a').Seal(Key, "whk_1"), "whk_2"));

    [Fact]
    public void It_opens_with_no_other_key() =>
        Assert.Null(Box('b').Open(Box('a').Seal(Key, "whk_1"), "whk_1"));

    [Fact]
    public void It_opens_for_no_other_purpose() =>
        Assert.Null(Box('a', purpose: "other").Open(Box('a').Seal(Key, "whk_1"), "whk_1"));

    [Fact]
    public void While_a_key_is_replaced_the_old_one_still_opens_and_the_new_one_seals()
    {
        var both = Box('b', previous: 'a');
        Assert.Equal(Key, both.Open(Box('a').Seal(Key, "whk_1"), "whk_1"));
        Assert.Equal(Key, Box('b').Open(both.Seal(Key, "whk_1"), "whk_1"));
    }

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        var box = Box('a');
        var bytes = box.Seal(Key, "whk_1");
        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            Assert.Null(box.Open(changed, "whk_1"));
        }
    }

    [Fact]
    public void What_is_too_short_is_no_box() => Assert.Null(Box('a').Open(new byte[28], "whk_1"));

    [Fact]
    public void The_same_secret_sealed_twice_looks_different() =>
        Assert.NotEqual(Box('a').Seal(Key, "whk_1"), Box('a').Seal(Key, "whk_1"));

    private static SecretBox Box(
        char letter,
        char? previous = null,
        string purpose = "webhook secrets"
    ) => new(new KeyRing(KeyOf(letter), previous is { } before ? KeyOf(before) : null), purpose);

    private static SigningKey KeyOf(char letter) =>
        SigningKey.Of(new Secret(new string(letter, 64)));
}
