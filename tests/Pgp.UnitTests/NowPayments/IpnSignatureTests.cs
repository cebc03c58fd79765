using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Pgp.Adapters.NowPayments;

namespace Pgp.UnitTests.NowPayments;

public class IpnSignatureTests
{
    private const string Secret = "ipn-secret";

    // Genuine bodies come in any member order; these are the documented example turned around.
    private const string DocumentedBody = """
        {"purchase_id":"123456789","price_currency":"usd","price_amount":1,
        "payment_status":"finished","payment_id":123456789,"payment_extra_ids":null,
        "payin_extra_id":null,"pay_currency":"trx",
        "pay_amount":15,"pay_address":"address","parent_payment_id":987654321,
        "outcome_currency":"trx","outcome_amount":14.8106,"order_id":null,
        "order_description":null,"invoice_id":null,
        "fee":{"withdrawalFee":0,"serviceFee":0,"depositFee":0.09853637216235617,"currency":"btc"},
        "actually_paid_at_fiat":0,"actually_paid":15}
        """;

    private const string DocumentedSignature =
        "cf3602d9c74e1aa350ff9d845553f74c2c835a76781501390e4d44046adb50b2"
        + "fd0494d4fafd21d9b7cef17a9e3324ebd936a16b4e620b3ac4be1ddb10b66450";

    private const string HostileBody =
        """{"payment_id":5524759814,"payment_status":"partially_paid","pay_amount":1.2e-7,"""
        + """ "price_amount":10,"actually_paid":5e-8,"""
        + """ "order_description":"Café ☕ 😀 </b> & \"q\" \\ / """
        + "\u2028\","
        + """ "payment_extra_ids":[5513339153,7],"fee":{"serviceFee":1e+21,"currency":"btc"}}""";

    private static IpnSignatureOutcome Verify(string body, string? signature) =>
        IpnSignature.Verify(Encoding.UTF8.GetBytes(body), signature, Secret);

    [Fact]
    public void The_documented_example_verifies_whatever_the_order_of_its_members() =>
        Assert.IsType<IpnSignatureOutcome.Valid>(Verify(DocumentedBody, DocumentedSignature));

    [Theory]
    [InlineData(
        "ca9d5a6c3d3715a98ce3f09a14a6d59dfd5e029206352f1898c6d0e40b90b8f0"
            + "c4b1bbe01c72759cbdd203ef3e164339c4f5bc13e515548148be1141df9dcb8a",
        IpnVariant.ArraysAsObjects
    )]
    [InlineData(
        "f18c5d0f38e3302405d9a6814b127074143b47cb26248a6d8557b818d3f9eee3"
            + "28bf7eaf8398e1c86e92f27dc18aebe7aaaea190478b197e88c327cb7c8bcfe0",
        IpnVariant.ArraysKept
    )]
    public void The_hostile_body_verifies_in_both_variants(string signature, IpnVariant variant) =>
        Assert.Equal(new IpnSignatureOutcome.Valid(variant), Verify(HostileBody, signature));

    [Fact]
    public void Small_numbers_keep_their_lexemes()
    {
        const string Canonical =
            """{"fee":{"currency":"eth","depositFee":0.0001,"serviceFee":0.00002,"""
            + """ "withdrawalFee":0},"""
            + """ "order_id":"PGP-123456789|-1001234567890","outcome_amount":0.0036,"""
            + """ "outcome_currency":"eth","pay_address":"0xabc","pay_amount":0.0041,"""
            + """ "pay_currency":"eth","payment_id":5077125051,"payment_status":"finished","""
            + """ "price_amount":9.99,"price_currency":"usd"}""";
        const string Signature =
            "3513ca4ffb384ac09926f760a7404f951476ce4631a6a0bb84559a1d1dde5144"
            + "9728c1e87631676b5b5de26f369caff61ed6de3c5c2005c65da799a5ec6aa9c9";

        var genuine = IpnSignature.Verify(
            Encoding.UTF8.GetBytes(Canonical),
            Signature,
            " unit-test-ipn-secret\n"
        );
        Assert.IsType<IpnSignatureOutcome.Valid>(genuine);
        var rewritten = Encoding.UTF8.GetBytes(
            Canonical.Replace("0.00002", "2E-05", StringComparison.Ordinal)
        );
        Assert.IsType<IpnSignatureOutcome.Invalid>(
            IpnSignature.Verify(rewritten, Signature, "unit-test-ipn-secret")
        );
    }

    // Sender's text on the left, what a JavaScript recursive sort makes of it on the right.
    [Theory]
    [InlineData("""{"b":{"z":1,"a":2},"a":"x"}""", """{"a":"x","b":{"a":2,"z":1}}""")]
    [InlineData("""{"b":"Ключ & ключ","a":1}""", """{"a":1,"b":"Ключ & ключ"}""")]
    [InlineData("""{"b":1.2e-7,"a":0.0000051}""", """{"a":0.0000051,"b":1.2e-7}""")]
    [InlineData(
        "{\"b\":\"😀\u2028\u007f\u00a0\",\"a\":[]}",
        "{\"a\":{},\"b\":\"😀\u2028\u007f\u00a0\"}"
    )]
    public void The_canonical_text_is_what_JavaScript_signs(string sent, string signed) =>
        Assert.Equal(
            new IpnSignatureOutcome.Valid(IpnVariant.ArraysAsObjects),
            Verify(sent, Sign(signed))
        );

    [Fact]
    public void Any_changed_byte_is_noticed() =>
        Gen.Int[0, 127]
            .Sample(position =>
            {
                var forged = DocumentedSignature.ToCharArray();
                forged[position] = forged[position] == '0' ? '1' : '0';
                Assert.IsType<IpnSignatureOutcome.Invalid>(
                    Verify(DocumentedBody, new string(forged))
                );
            });

    [Fact]
    public void A_repeated_name_counts_once_with_its_last_value() =>
        Assert.IsType<IpnSignatureOutcome.Valid>(
            Verify("""{"a":1,"b":2,"a":3}""", Sign("""{"a":3,"b":2}"""))
        );

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("<html></html>")]
    [InlineData("""{"a":1} {"b":2}""")]
    [InlineData("""{"\ud800":1}""")]
    public void What_the_vendor_cannot_have_sent_is_malformed(string body) =>
        Assert.IsType<IpnSignatureOutcome.Malformed>(Verify(body, DocumentedSignature));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cf36")]
    [InlineData("zz")]
    public void A_signature_that_is_no_hash_is_malformed(string? signature) =>
        Assert.IsType<IpnSignatureOutcome.Malformed>(Verify("{}", signature));

    [Fact]
    public void Deep_long_and_broken_bodies_are_malformed()
    {
        var deep = new string('[', 40) + new string(']', 40);
        var longBody = $$"""{"a":"{{new string('x', IpnSignature.BodyBytesMax)}}"}""";
        Assert.IsType<IpnSignatureOutcome.Malformed>(
            Verify($$"""{"a":{{deep}} }""", DocumentedSignature)
        );
        Assert.IsType<IpnSignatureOutcome.Malformed>(Verify(longBody, DocumentedSignature));
        Assert.IsType<IpnSignatureOutcome.Malformed>(
            IpnSignature.Verify([(byte)'{', 0xff, (byte)'}'], DocumentedSignature, Secret)
        );
    }

    [Fact]
    public void An_empty_secret_verifies_nothing() =>
        Assert.Throws<ArgumentException>(() =>
            IpnSignature.Verify("{}"u8, DocumentedSignature, " ")
        );

    private static string Sign(string canonical) =>
        Convert.ToHexStringLower(
            HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(canonical))
        );
}
