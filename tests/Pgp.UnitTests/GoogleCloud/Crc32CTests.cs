using System.Text;
using Pgp.Adapters.GoogleCloud;

namespace Pgp.UnitTests.GoogleCloud;

public class Crc32CTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("hello", 2591144780u)]
    public void Known_texts_have_their_known_sums(string text, uint sum) =>
        Assert.Equal(sum, Crc32C.Of(Encoding.UTF8.GetBytes(text)));
}
