namespace Pgp.UnitTests.Ethereum;

/// <summary>
/// What the key service answers for the known key and the known transfer of ether (spec 70, 4.8).
/// </summary>
internal static class KmsVector
{
    public const string Digest = "T9guedPv72p/Ywsr9N7Cz53fxyu7iDckzt6mGkE40HM=";

    public const string LowS =
        "MEUCIQDRke3pUcsbqyDOW+ZrF0kg7PYCy2/m3wbwfRyZwF2E2gIgGVZ2u0cytIucTR8W0aW8gkLXaXS+"
        + "5K5JFppTmUdrLrs=";

    public const string HighS =
        "MEYCIQDRke3pUcsbqyDOW+ZrF0kg7PYCy2/m3wbwfRyZwF2E2gIhAOapiUS4zUt0Y7Lg6S5aQ3x313Nx"
        + "8GPx8qk4CvOIyxKG";

    public const string PublicKey =
        "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEgxhTW1QQXUp6rmDAj8RflocYG0/fxiW9GnU/pzl/7XU1R/Ec"
        + "qGlmRvLzrLCOMQFq+sI+YwxdEfWfYf71ew0qpQ==";
}
