using Pgp.BrowserTests.Support;

namespace Pgp.BrowserTests.Site;

/// <summary>The settings of <c>web/nginx</c> as nginx reads them.</summary>
public sealed class NginxSettingsTests
{
    [Fact]
    public async Task Nginx_takes_the_settings_without_a_word_of_warning()
    {
        var (code, output) = await NginxServer.CheckAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "nginx: the configuration file /nginx.conf syntax is ok",
                "nginx: configuration file /nginx.conf test is successful",
            ],
            output
        );
        Assert.Equal(0, code);
    }
}
