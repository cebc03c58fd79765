using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Pgp.Host.Bench.Intake;

/// <summary>
/// Makes whole HTTP requests with provider messages that differ in payment and order, signed as the
/// provider signs. Two texts are kept and only their digits change: what is sent, and the sorted
/// form that is signed.
/// </summary>
internal sealed class SignedNotices
{
    // Numbers of ten digits, as the provider's are.
    private const long FirstPayment = 5_000_000_000;
    private const string Digits = "5000000000";
    private const int SignatureLength = HMACSHA512.HashSizeInBytes * 2;

    /// <summary>Everything of an order id but the ten digits that make it unique.</summary>
    public const string OrderPrefix = "01990000000070008000aa";

    // Members, order and types as in spec 70, 1.6; about the length of a genuine body.
    private const string Body =
        """{"payment_id":5000000000,"parent_payment_id":null,"invoice_id":4522625843,"payment_status":"finished","""
        + "\"pay_address\":\"bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh\",\"payin_extra_id\":null,"
        + "\"price_amount\":24.99,\"price_currency\":\"usd\",\"pay_amount\":0.00026158,"
        + "\"actually_paid\":0.00026158,\"actually_paid_at_fiat\":0,\"pay_currency\":\"btc\","
        + "\"order_id\":\"ord_"
        + OrderPrefix
        + Digits
        + "\","
        + "\"order_description\":\"Access to the private channel of Chess Masters for 90 days; "
        + "it begins when the payment is finished, the invitation comes from the bot in the chat "
        + "where the order was placed, and a renewal before the end is added to the days left. "
        + "Questions are answered by the bot at any time\","
        + "\"purchase_id\":\"6113784519\",\"outcome_amount\":0.00967215,\"outcome_currency\":\"eth\","
        + "\"payment_extra_ids\":null,\"fee\":{\"currency\":\"eth\",\"depositFee\":0.00004836,"
        + "\"withdrawalFee\":0,\"serviceFee\":0.00005021},\"updated_at\":1763890342117}";

    private readonly byte[] key;
    private readonly byte[] canonical = Encoding.UTF8.GetBytes(Sorted(Body));
    private readonly byte[] request;
    private readonly int signatureAt;
    private readonly int[] requestDigits;
    private readonly int[] canonicalDigits;
    private long next = FirstPayment;

    public SignedNotices(string secret, Uri target)
    {
        key = Encoding.UTF8.GetBytes(secret);
        var head =
            $"POST {target.AbsolutePath} HTTP/1.1\r\nHost: {target.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {BodyBytes}\r\n"
            + "x-nowpayments-sig: ";
        var signature = new string('0', SignatureLength);
        request = Encoding.UTF8.GetBytes($"{head}{signature}\r\n\r\n{Body}");
        signatureAt = head.Length;
        requestDigits = Find(request);
        canonicalDigits = Find(canonical);
    }

    public static int BodyBytes => Body.Length;

    /// <summary>The body before and after its payment's number.</summary>
    public static (string Head, string Tail) Parts
    {
        get
        {
            var at = Body.IndexOf(Digits, StringComparison.Ordinal);
            return (Body[..at], Body[(at + Digits.Length)..]);
        }
    }

    /// <summary>The next request; the bytes are reused by the one after it.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var payment = next++;
        Write(payment, canonical, canonicalDigits);
        Write(payment, request, requestDigits);
        Span<byte> signature = stackalloc byte[HMACSHA512.HashSizeInBytes];
        HMACSHA512.HashData(key, canonical, signature);
        _ = Convert.TryToHexStringLower(
            signature,
            request.AsSpan(signatureAt, SignatureLength),
            out _
        );
        return request;
    }

    private static void Write(long payment, byte[] text, int[] places)
    {
        foreach (var place in places)
        {
            Utf8Formatter.TryFormat(payment, text.AsSpan(place, Digits.Length), out _);
        }
    }

    private static int[] Find(byte[] text)
    {
        var wanted = Encoding.UTF8.GetBytes(Digits);
        var first = text.AsSpan().IndexOf(wanted);
        var second = text.AsSpan().LastIndexOf(wanted);
        return [first, second];
    }

    private static string Sorted(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Sorted(document.RootElement);
    }

    private static string Sorted(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? $"{{{string.Join(',', Members(value))}}}"
            : value.GetRawText();

    private static IEnumerable<string> Members(JsonElement value) =>
        value
            .EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"\"{member.Name}\":{Sorted(member.Value)}");
}
