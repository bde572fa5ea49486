using NodaTime.Text;

namespace Guichet.Catalog;

/// <summary>Products as their sources have them, with the vendor's corrections laid over.</summary>
/// <param name="Products">The products that hold. One without a correction is the source's own.</param>
/// <param name="Facts">Each correction, in the order given, and how it stands.</param>
public sealed record CatalogCorrections(IReadOnlyList<Product> Products, IReadOnlyList<CorrectedFact> Facts)
{
    /// <summary>Lays the corrections over the products. Of two of one fact the later in the list holds.</summary>
    public static CatalogCorrections Over(
        IReadOnlyList<Product> products, IReadOnlyList<CatalogCorrection> corrections)
    {
        if (corrections.Count == 0)
        {
            return new(products, []);
        }

        var byProduct = corrections.ToLookup(correction => correction.Release.Split('/')[0]);
        var corrected = products.Select(product => byProduct.Contains(product.Key)
            ? product with { Releases = [.. product.Releases.Select(release => Corrected(product, release))] }
            : product);
        var source = products.ToDictionary(product => product.Key);
        return new([.. corrected], [.. corrections.Select(StandingOf)]);

        Release Corrected(Product product, Release release) =>
            Apply(product, release, Of(product, release)).Succeeded(out var after, out _) ? after : release;

        IEnumerable<CatalogCorrection> Of(Product product, Release release) =>
            byProduct[product.Key].Where(correction => correction.Release == $"{product.Key}/{release.Key}");

        CorrectedFact StandingOf(CatalogCorrection correction)
        {
            var product = source.GetValueOrDefault(correction.Release.Split('/')[0]);
            var release = product?.Releases.FirstOrDefault(one => $"{product.Key}/{one.Key}" == correction.Release);
            if (release is null)
            {
                return new(correction, "", CorrectionStanding.DoesNotFit);
            }

            var said = ValueOf(release, correction.Field);
            var standing = said == correction.Value ? CorrectionStanding.NoLongerNeeded
                : Apply(product!, release, Of(product!, release)).Refusal is null ? CorrectionStanding.Holds
                : CorrectionStanding.DoesNotFit;
            return new(correction, said, standing);
        }
    }

    /// <summary>The release with the corrections given. Refused: <c>correction.value-malformed</c>, and every fault of
    /// <see cref="CatalogFaults"/> that the corrected release would have.</summary>
    public static Result<Release> Apply(Product product, Release release, IEnumerable<CatalogCorrection> corrections)
    {
        var corrected = release;
        foreach (var correction in corrections)
        {
            if (With(corrected, correction.Field, correction.Value) is not { } next)
            {
                return new Refusal("correction.value-malformed", $"'{correction.Value}' is not a day as 2029-01-09.")
                    .With("value", correction.Value);
            }

            corrected = next;
        }

        if (corrected.SupersededBy is { } successor && product.Releases.All(other => other.Key != successor))
        {
            return CatalogFaults.UnknownSuccessor(successor);
        }

        return CatalogFaults.Of(corrected).FirstOrDefault() is { } fault ? fault : corrected;
    }

    /// <summary>A fact of the release as the catalogue file writes it; empty for none.</summary>
    public static string ValueOf(Release release, CorrectedField field) => field switch
    {
        CorrectedField.Name => release.Name,
        CorrectedField.ReleasedOn => CatalogFact.Written(release.ReleasedOn),
        CorrectedField.MainstreamEndsOn => CatalogFact.Written(release.MainstreamEndsOn),
        CorrectedField.ExtendedEndsOn => CatalogFact.Written(release.ExtendedEndsOn),
        CorrectedField.SecurityUpdatesEndOn => CatalogFact.Written(release.SecurityUpdatesEndOn),
        CorrectedField.SupersededBy => release.SupersededBy ?? "",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    /// <summary>The field's name in the catalogue file: <c>mainstreamEndsOn</c>.</summary>
    public static string NameOf(CorrectedField field)
    {
        var name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static Release? With(Release release, CorrectedField field, string value)
    {
        LocalDate? day = null;
        if (value.Length > 0 && field is not (CorrectedField.Name or CorrectedField.SupersededBy))
        {
            var parsed = LocalDatePattern.Iso.Parse(value);
            if (!parsed.Success)
            {
                return null;
            }

            day = parsed.Value;
        }

        return field switch
        {
            CorrectedField.Name => release with { Name = value },
            CorrectedField.ReleasedOn => release with { ReleasedOn = day },
            CorrectedField.MainstreamEndsOn => release with { MainstreamEndsOn = day },
            CorrectedField.ExtendedEndsOn => release with { ExtendedEndsOn = day },
            CorrectedField.SecurityUpdatesEndOn => release with { SecurityUpdatesEndOn = day },
            CorrectedField.SupersededBy => release with { SupersededBy = value.Length == 0 ? null : value },
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
    }
}
