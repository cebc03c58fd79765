using CsCheck;
using Pgp.Server.Donating;

namespace Pgp.UnitTests.Server;

/// <summary>The rules of the old keypad (spec 30, 1.7).</summary>
public sealed class KeypadAmountTests
{
    [Theory]
    [InlineData("5", "5")]
    [InlineData("05", "5")]
    [InlineData(".5", "0.5")]
    [InlineData("12.50", "12.50")]
    [InlineData("9999.99", "9999.99")]
    [InlineData("12<<", "0")]
    [InlineData("12.5<<", "12")]
    [InlineData("<", "0")]
    public void Keys_are_typed_one_after_the_other(string keys, string shown) =>
        Assert.Equal(shown, Type(keys).Text);

    [Theory]
    [InlineData("1.", '.', "bot.keypad.one_point")]
    [InlineData("1.25", '0', "bot.keypad.two_decimals")]
    [InlineData("9999", '9', "bot.keypad.maximum")]
    public void A_key_too_many_is_refused_with_a_reason(string typed, char key, string reason) =>
        Assert.Equal(new KeyEffect.Refused(reason), Type(typed).Type(key));

    [Fact]
    public void Whatever_is_typed_is_an_amount_that_can_be_stored() =>
        Gen.Char["0123456789.<"]
            .Array[0, 12]
            .Sample(keys =>
            {
                var amount = Type(new string(keys));
                Assert.Matches("^[0-9]{1,4}([.][0-9]{0,2})?$", amount.Text);
                Assert.True(amount.Value <= Donations.Largest);
            });

    [Theory]
    [InlineData("donate_start_-1001234567890")]
    [InlineData("donate_digit_0")]
    [InlineData("donate_digit_.")]
    [InlineData("donate_backspace")]
    [InlineData("donate_clear")]
    [InlineData("donate_confirm")]
    [InlineData("donate_cancel")]
    [InlineData("donate_noop")]
    public void The_words_of_the_posts_out_there_are_read(string data) =>
        Assert.Equal(data, KeypadKey.Of(data)?.ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("donate_")]
    [InlineData("donate_digit_")]
    [InlineData("donate_digit_10")]
    [InlineData("donate_digit_x")]
    [InlineData("donate_start_")]
    [InlineData("donate_start_5")]
    [InlineData("donate_start_-99999999999999999999999")]
    [InlineData("donate_everything")]
    [InlineData("s:Ab3dEf6hIj9k:1")]
    public void Other_data_is_no_key(string? data) => Assert.Null(KeypadKey.Of(data));

    private static KeypadAmount Type(string keys) =>
        keys.Aggregate(
            KeypadAmount.Empty,
            (amount, key) =>
                key == '<' ? amount.Backspace()
                : amount.Type(key) is KeyEffect.Shows(var next) ? next
                : amount
        );
}
