using Pgp.Testing;

[assembly: AssemblyFixture(typeof(ClusterFixture))]
