using Pgp.BrowserTests.Support;
using Pgp.Testing;

[assembly: AssemblyFixture(typeof(ClusterFixture))]

namespace Pgp.BrowserTests;

/// <summary>All tests share one stack and one browser; each has people and channels of its own.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<BrowserStack>;
