using Guichet.Client.Invoices;
using Guichet.Server.Hosting;

namespace Guichet.Server.Tests.Hosting;

public class CheckingFields
{
    /// <summary>A name was written for each byte of what was sent: gigabytes of them for five documents.</summary>
    [Fact]
    public void What_is_in_a_file_is_not_looked_at_byte_by_byte()
    {
        var proof = new NewProof { Name = "proof.pdf", Content = new byte[1_000_000] };
        Assert.Empty(FieldCheck.Of(proof));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Empty(FieldCheck.Of(proof));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }
}
