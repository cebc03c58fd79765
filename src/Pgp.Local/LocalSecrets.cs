using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;

namespace Pgp.Local;

/// <summary>
/// Random secrets of one local stack. Each is drawn when its name is asked for the first time
/// and kept in a file that only its owner may read; afterwards the name always gives the same
/// text. One process at a time uses a file (<see cref="StackClaim"/>).
/// </summary>
public sealed class LocalSecrets
{
    private const string BotTokenAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    // A secp256k1 private key is a number from 1 to the group's order less one (SEC 2, 2.4.1).
    private static readonly BigInteger CurveOrder = BigInteger.Parse(
        "0fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture
    );

    private readonly string path;
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, string> values;

    private LocalSecrets(string path, SortedDictionary<string, string> values)
    {
        this.path = path;
        this.values = values;
    }

    /// <summary>
    /// Reads the secrets kept at <paramref name="path"/>; none when it is absent.
    /// </summary>
    public static LocalSecrets Open(string path)
    {
        var kept = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return new(path, kept);
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var property in document.RootElement.EnumerateObject())
            {
                kept.Add(property.Name, property.Value.GetString()!);
            }
        }
        catch (UnauthorizedAccessException)
        {
            throw new LocalProblemException(LocalProblem.OfAnotherUser(path));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LocalProblemException(
                new(
                    $"{path} is not a list of secrets",
                    e.Message,
                    "restore the file, or remove the whole .pgp folder to begin anew"
                )
            );
        }

        return new(path, kept);
    }

    /// <summary>32 random bytes as 64 lower-case hex digits: passwords, signing keys.</summary>
    public string Hex(string name) =>
        Get(name, static () => RandomNumberGenerator.GetHexString(64, lowercase: true));

    /// <summary>Text of the shape of a bot token: <c>digits:35 characters</c>.</summary>
    public string BotToken(string name) => Get(name, DrawBotToken);

    /// <summary>A secp256k1 private key: <c>0x</c> and 64 lower-case hex digits.</summary>
    public string PrivateKey(string name) => Get(name, DrawPrivateKey);

    private static string DrawBotToken()
    {
        var bot = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000);
        return $"{bot}:{RandomNumberGenerator.GetString(BotTokenAlphabet, 35)}";
    }

    private static string DrawPrivateKey()
    {
        Span<byte> key = stackalloc byte[32];
        BigInteger number;
        do
        {
            RandomNumberGenerator.Fill(key);
            number = new BigInteger(key, isUnsigned: true, isBigEndian: true);
        } while (number.IsZero || number >= CurveOrder);

        return "0x" + Convert.ToHexStringLower(key);
    }

    private string Get(string name, Func<string> draw)
    {
        lock (gate)
        {
            if (!values.TryGetValue(name, out var value))
            {
                value = draw();
                values.Add(name, value);
                Save();
            }

            return value;
        }
    }

    private void Save()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        UnixFiles.WriteSecret(path, buffer.WrittenSpan);
    }
}
