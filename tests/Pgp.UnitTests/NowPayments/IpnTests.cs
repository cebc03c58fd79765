using System.Text;
using CsCheck;
using Pgp.Adapters.NowPayments;

namespace Pgp.UnitTests.NowPayments;

public class IpnTests
{
    private static readonly string[] Fields =
    [
        "payment_id",
        "parent_payment_id",
        "invoice_id",
        "order_id",
        "payment_status",
        "updated_at",
        "actually_paid",
    ];

    [Fact]
    public void Ids_are_text_whether_they_came_as_numbers_or_strings()
    {
        const string Body = """
            {"payment_id":6249365965,"parent_payment_id":"5513339153","invoice_id":4522625843,
             "order_id":"ord_1","payment_status":"finished","updated_at":1700000000000,
             "actually_paid":5e-8}
            """;
        Assert.Equal(
            new IpnReading.Payment(
                new Ipn(
                    "6249365965",
                    "5513339153",
                    "4522625843",
                    "ord_1",
                    new ProviderStatus(ProviderStatusKind.Finished, "finished"),
                    "1700000000000",
                    "5e-8"
                )
            ),
            Ipn.Read(Encoding.UTF8.GetBytes(Body))
        );
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"null\"")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("true")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e-2147483648")]
    [InlineData("1e999999999999")]
    public void Odd_values_in_any_field_never_throw(string odd)
    {
        foreach (var field in Fields)
        {
            var members = Fields.Select(name => $"\"{name}\":{(name == field ? odd : "\"7\"")}");
            var reading = Ipn.Read(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"));
            if (field == "payment_id" && odd[0] != '1')
            {
                Assert.Equal(new IpnReading.Unreadable("no payment_id"), reading);
            }
            else if (field != "payment_id")
            {
                Assert.Equal("7", Assert.IsType<IpnReading.Payment>(reading).Ipn.PaymentId);
            }
        }
    }

    [Fact]
    public void Bytes_damaged_on_the_way_never_throw()
    {
        var body = """{"\ud83d\ude00":"\ud83d\ude00","payment_id":1,"order_id":"é"}"""u8.ToArray();
        Gen.Select(Gen.Int[0, body.Length - 1], Gen.Byte, Gen.Int[0, body.Length - 1], Gen.Byte)
            .Sample(
                (at, value, otherAt, otherValue) =>
                {
                    var damaged = body.ToArray();
                    damaged[at] = value;
                    damaged[otherAt] = otherValue;
                    Assert.NotNull(Ipn.Read(damaged));
                    Assert.NotNull(IpnSignature.Verify(damaged, new string('0', 128), "secret"));
                },
                iter: 20_000
            );
    }

    [Fact]
    public void A_missing_status_is_unknown() =>
        Assert.Equal(
            new ProviderStatus(ProviderStatusKind.Unknown, ""),
            Assert.IsType<IpnReading.Payment>(Ipn.Read("""{"payment_id":1}"""u8)).Ipn.Status
        );

    [Fact]
    public void A_withdrawal_notice_is_another_kind() =>
        Assert.IsType<IpnReading.OtherKind>(
            Ipn.Read("""{"id":"1","batch_withdrawal_id":"2","status":"FINISHED"}"""u8)
        );

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"payment_id":"../1"}""")]
    public void Other_bodies_are_unreadable(string body) =>
        Assert.IsType<IpnReading.Unreadable>(Ipn.Read(Encoding.UTF8.GetBytes(body)));
}
