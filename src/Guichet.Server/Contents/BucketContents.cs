using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Guichet.Server.Contents;

/// <summary>Bytes in a bucket of a storage that speaks S3. Checksums and chunked bodies are off unless needed: many
/// such storages do not know the newer ones, and would keep their framing as content.</summary>
internal sealed class BucketContents : IContentStore, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly BucketOptions options;
    private readonly PassingFiles passing;

    public BucketContents(BucketOptions options, PassingFiles passing)
    {
        (this.options, this.passing) = (options, passing);
        client = new AmazonS3Client(options.AccessKey, options.SecretKey, new AmazonS3Config
        {
            ServiceURL = options.Address,
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>By way of a file of this computer: the length must be known before the first byte is sent.</summary>
    public async Task PutAsync(string name, Stream from, CancellationToken cancel)
    {
        using var file = await passing.OfAsync(from, cancel);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = options.Bucket,
                Key = options.Prefix + name,
                InputStream = file.Stream,
                AutoCloseStream = false,
                UseChunkEncoding = false,
            },
            cancel);
    }

    public async Task<Stream?> OpenAsync(string name, CancellationToken cancel)
    {
        try
        {
            var found = await client.GetObjectAsync(options.Bucket, options.Prefix + name, cancel);
            return found.ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancel) =>
        client.DeleteObjectAsync(options.Bucket, options.Prefix + name, cancel);

    public async Task DeleteAllAsync(string folder, CancellationToken cancel)
    {
        string? next = null;
        do
        {
            var page = await client.ListObjectsV2Async(
                new ListObjectsV2Request
                {
                    BucketName = options.Bucket,
                    Prefix = options.Prefix + folder,
                    ContinuationToken = next,
                },
                cancel);
            foreach (var one in page.S3Objects ?? [])
            {
                await client.DeleteObjectAsync(options.Bucket, one.Key, cancel);
            }

            next = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (next is not null);
    }

    public void Dispose() => client.Dispose();
}
