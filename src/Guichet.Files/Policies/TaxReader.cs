using Guichet.Files.Syntax;
using Guichet.Invoices;
using Guichet.Orders;

namespace Guichet.Files.Policies;

/// <summary>Reads the tax table of a policy, and how invoices are made.</summary>
internal sealed class TaxReader(MistakeLog mistakes)
{
    public List<TaxRate> ReadTaxes(Section file)
    {
        var taxes = new List<TaxRate>();
        var list = file.Require("taxes");
        foreach (var item in file.Items("taxes"))
        {
            var section = new Section(item, mistakes, PolicySchema.Tax.Keys);
            var tax = new TaxRate(
                section.Text("country"), Texts.Required(section, "name"), ReadPercent(section))
            {
                Region = section.OptionalText("region") ?? "",
                Buyers = section.OptionalWord("buyers", PolicyWords.TaxedBuyers) ?? TaxedBuyers.Everybody,
            };
            CheckPlace(section, tax);
            if (tax.Country.Length > 0 && taxes.Exists(
                other => (other.Country, other.Region, other.Buyers) == (tax.Country, tax.Region, tax.Buyers)))
            {
                mistakes.Add(
                    section.Place("country"), "policy.tax-duplicate", $"'{tax.Country}' has such a line already.");
            }

            taxes.Add(tax);
        }

        if (list is not null && !taxes.Exists(
            tax => tax is { Country: "*", Region: "", Buyers: TaxedBuyers.Everybody }))
        {
            mistakes.Add(list, "policy.tax-missing",
                "There is no line '*' for the countries without one of their own.");
        }

        return taxes;
    }

    public InvoiceTerms? ReadInvoices(Section file)
    {
        if (file.Find("invoices") is not { } node)
        {
            return null;
        }

        var section = new Section(node, mistakes, PolicySchema.Invoices.Keys);
        if (section.Require("seller") is not { } seller)
        {
            return null;
        }

        var terms = new InvoiceTerms(ReadSeller(new Section(seller, mistakes, PolicySchema.Seller.Keys)));
        terms = terms with
        {
            Series = ReadSeries(section, "series") ?? terms.Series,
            CreditNoteSeries = ReadSeries(section, "creditNoteSeries") ?? terms.CreditNoteSeries,
            ReverseCharge = ReadReverseCharge(section),
            ExemptionNote = section.Find("exemptionNote") is null
                ? terms.ExemptionNote
                : Texts.Required(section, "exemptionNote"),
        };
        if (terms.Series == terms.CreditNoteSeries)
        {
            mistakes.Add(section.Place("creditNoteSeries"), "policy.series-duplicate",
                "Invoices and credit notes are counted apart: give each a text of its own.");
        }

        return terms;
    }

    private Seller ReadSeller(Section section)
    {
        var seller = new Seller(
            section.Text("name"),
            section.Text("street"),
            section.OptionalText("postalCode") ?? "",
            section.Text("city"),
            section.Text("country"))
        {
            VatNumber = VatNumber.Normalize(section.OptionalText("vatNumber") ?? ""),
            Registration = section.OptionalText("registration") ?? "",
            Email = section.OptionalText("email") ?? "",
        };
        CheckCountry(section.Place("country"), seller.Country);
        if (seller.VatNumber.Length > 0 && !VatNumber.IsWellFormed(seller.VatNumber, seller.Country))
        {
            mistakes.Add(section.Place("vatNumber"), "policy.vat-number-malformed",
                $"'{seller.VatNumber}' has not the form of a VAT number of {seller.Country}.");
        }

        return seller;
    }

    private ReverseCharge? ReadReverseCharge(Section invoices)
    {
        if (invoices.Find("reverseCharge") is not { } node)
        {
            return null;
        }

        var section = new Section(node, mistakes, PolicySchema.ReverseCharge.Keys);
        section.Require("countries");
        var countries = section.TextItems("countries");
        foreach (var country in countries)
        {
            CheckCountry(country, country.Text);
        }

        return new ReverseCharge([.. countries.Select(country => country.Text)], Texts.Required(section, "note"));
    }

    private string? ReadSeries(Section section, string key)
    {
        var text = section.OptionalText(key);
        if (text is not null
            && !(text.Length <= 20 && text.Replace("{year}", "", StringComparison.Ordinal).All(IsOfANumber)))
        {
            mistakes.Add(section.Place(key), "policy.series-malformed",
                $"'{text}' is not a series: capital letters, digits and dashes, and {{year}}, 20 at most.");
        }

        return text;

        static bool IsOfANumber(char letter) =>
            char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '-' or '/';
    }

    private void CheckPlace(Section section, TaxRate tax)
    {
        if (tax.Country != "*")
        {
            CheckCountry(section.Place("country"), tax.Country);
        }

        if (tax.Region.Length > 0
            && !(tax.Country != "*" && tax.Region.Length <= 3
                && tax.Region.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))))
        {
            mistakes.Add(section.Place("region"), "policy.region-malformed",
                $"'{tax.Region}' is not a region of a country: one to three capital letters or digits, as in 'QC'.");
        }
    }

    private void CheckCountry(Node at, string country)
    {
        if (country.Length > 0 && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            mistakes.Add(at, "policy.country-malformed",
                $"'{country}' is not a country: two capital letters as in 'FR', or '*' for all others.");
        }
    }

    private int ReadPercent(Section section)
    {
        var text = section.Text("percent");
        var percent = WrittenForms.ReadPercent(text);
        if (text.Length > 0 && percent is null)
        {
            mistakes.Add(section.Place("percent"), "policy.percent-malformed",
                $"'{text}' is not a percentage from 0 to 100 with two decimals at most, as in 20 or 5.5.");
        }

        return percent ?? 0;
    }
}
