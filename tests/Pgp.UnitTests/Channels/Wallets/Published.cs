namespace Pgp.UnitTests.Channels.Wallets;

/// <summary>
/// Addresses that others published, most of them in the document that defines their form.
/// </summary>
internal static class Published
{
    // EIP-55.
    public const string Evm = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";

    // The first block's, and the examples of BIP-173 and BIP-350.
    public const string Bitcoin = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa";
    public const string BitcoinScript = "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy";
    public const string BitcoinSegwit = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    public const string BitcoinTaproot =
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0";

    public const string Litecoin = "LVuDpNCSSj6pQ7t9Pv6d6sUkLKoqDEVUnJ";

    // The examples of the CashAddr specification.
    public const string BitcoinCash = "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a";

    public const string Dogecoin = "DFpN6QqFfUm3gKNaxN6tNcab1FArL9cZLE";

    // Tether's own contract.
    public const string Tron = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t";

    // The account of the first ledger.
    public const string Xrp = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";

    // SEP-23.
    public const string Stellar = "GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ";

    // The documentation of TON.
    public const string Ton = "UQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPuwA";

    // The documentation of Solana.
    public const string Solana = "83astBRguLMdt2h5U1Tpdq5tjFoJ6noeGwaY3mDLVcri";

    // Donations to the Monero project.
    public const string Monero =
        "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RV"
        + "GQBEP3A";

    // CIP-19.
    public const string Cardano =
        "addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2x"
        + "wl2wywfgse35a3x";

    // The founders' reward.
    public const string Zcash = "t3Vz22vK5z2LcKEdg16Yv4FFneEL1zg9ojd";

    /// <summary>Network, address as people have it, address as it is stored.</summary>
    public static TheoryData<string, string, string> All { get; } =
        new()
        {
            { "ada", Cardano, Cardano },
            {
                "ada",
                "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8",
                "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8"
            },
            {
                "ada",
                "addr1yx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerkr0vd4msrxnuwnccdxlhdjar77j6l"
                    + "g0wypcc9uar5d2shs2z78ve",
                "addr1yx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzerkr0vd4msrxnuwnccdxlhdjar77j6l"
                    + "g0wypcc9uar5d2shs2z78ve"
            },
            { "base", Evm, Evm },
            {
                "base",
                "0xFB6916095CA1DF60BB79CE92CE3EA74C37C5D359",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"
            },
            { "bch", BitcoinCash, BitcoinCash },
            {
                "bch",
                "qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy",
                "bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy"
            },
            {
                "bch",
                "PPM2QSZNHKS23Z7629MMS6S4CWEF74VCWVN0H829PQ",
                "bitcoincash:ppm2qsznhks23z7629mms6s4cwef74vcwvn0h829pq"
            },
            { "bch", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", "1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu" },
            { "bch", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC", "3CWFddi6m4ndiGyKqzYvsFYagqDLPVMTzC" },
            { "bsc", Evm, Evm },
            {
                "bsc",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
                "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB"
            },
            { "btc", Bitcoin, Bitcoin },
            { "btc", BitcoinScript, BitcoinScript },
            { "btc", BitcoinSegwit.ToUpperInvariant(), BitcoinSegwit },
            {
                "btc",
                "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3",
                "bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3"
            },
            { "btc", BitcoinTaproot, BitcoinTaproot },
            { "doge", Dogecoin, Dogecoin },
            { "doge", "A9faqPqnCRNQcZjkcFTviEQiLrkLPctjsJ", "A9faqPqnCRNQcZjkcFTviEQiLrkLPctjsJ" },
            { "eth", Evm, Evm },
            {
                "eth",
                "0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
            },
            { "ltc", Litecoin, Litecoin },
            { "ltc", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1", "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1" },
            { "ltc", "M7zVKQKmtV5Rc7erVGVVC3khZbXxsS5HEX", "M7zVKQKmtV5Rc7erVGVVC3khZbXxsS5HEX" },
            { "ltc", BitcoinScript, BitcoinScript },
            {
                "ltc",
                "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9",
                "ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9"
            },
            { "matic", Evm, Evm },
            {
                "matic",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"
            },
            { "sol", Solana, Solana },
            {
                "sol",
                "vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg",
                "vines1vzrYbzLMRdu58ou5XTby4qAqVRLmqo36NKPTg"
            },
            { "ton", Ton, Ton },
            {
                "ton",
                "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff+W72r5gqPrHF",
                "EQDKbjIcfM6ezt8KjKJJLshZJJSqX7XOA4ff-W72r5gqPrHF"
            },
            { "trx", Tron, Tron },
            { "trx", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8" },
            { "xlm", Stellar, Stellar },
            {
                "xlm",
                "GBBM6BKZPEHWYO3E3YKREDPQXMS4VK35YLNU7NFBRI26RAN7GI5POFBB",
                "GBBM6BKZPEHWYO3E3YKREDPQXMS4VK35YLNU7NFBRI26RAN7GI5POFBB"
            },
            { "xmr", Monero, Monero },
            {
                "xmr",
                "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9"
                    + "cQUiyoogDavup3H",
                "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9"
                    + "cQUiyoogDavup3H"
            },
            {
                "xmr",
                "4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45D"
                    + "J852K5Jv2bYXZKKQePHES9khPK",
                "4LL9oSLmtpccfufTMvppY6JwXNouMBzSkbLYfpAV5Usx3skxNgYeYTRj5UzqtReoS44qo9mtmXCqY45D"
                    + "J852K5Jv2bYXZKKQePHES9khPK"
            },
            { "xrp", Xrp, Xrp },
            { "xrp", "rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY", "rPEPPER7kfTD9w2To4CQk6UCfuHM9c6GDY" },
            { "zec", Zcash, Zcash },
            { "zec", "t1UYsZVJkLPeMjxEtACvSxfWuNmddpWfxzs", "t1UYsZVJkLPeMjxEtACvSxfWuNmddpWfxzs" },
        };

    /// <summary>One address of each network.</summary>
    public static IReadOnlyDictionary<string, string> Of { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ada"] = Cardano,
            ["base"] = Evm,
            ["bch"] = BitcoinCash,
            ["bsc"] = Evm,
            ["btc"] = BitcoinSegwit,
            ["doge"] = Dogecoin,
            ["eth"] = Evm,
            ["ltc"] = Litecoin,
            ["matic"] = Evm,
            ["sol"] = Solana,
            ["ton"] = Ton,
            ["trx"] = Tron,
            ["xlm"] = Stellar,
            ["xmr"] = Monero,
            ["xrp"] = Xrp,
            ["zec"] = Zcash,
        };
}
