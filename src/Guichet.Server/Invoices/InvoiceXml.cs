using System.Globalization;
using System.Xml;
using Guichet.Invoices;
using NodaTime.Text;

namespace Guichet.Server.Invoices;

/// <summary>An invoice or a credit note for programs: EN 16931 in the syntax of UN/CEFACT, Cross Industry Invoice
/// D16B. Texts are in the seller's English.</summary>
internal sealed class InvoiceXml
{
    private const string Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
    private const string Ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";
    private const string Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";

    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private static readonly string[] StreetLines = ["LineOne", "LineTwo", "LineThree"];

    private readonly XmlWriter xml;
    private readonly Invoice invoice;
    private readonly InvoiceDocument document;

    private InvoiceXml(XmlWriter xml, Invoice invoice) => (this.xml, this.invoice, document) =
        (xml, invoice, invoice.Document);

    public static byte[] Write(Invoice invoice)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true }))
        {
            new InvoiceXml(xml, invoice).WriteAll();
        }

        return stream.ToArray();
    }

    private void WriteAll()
    {
        xml.WriteStartElement("rsm", "CrossIndustryInvoice", Rsm);
        xml.WriteAttributeString("xmlns", "ram", null, Ram);
        xml.WriteAttributeString("xmlns", "udt", null, Udt);
        In(Rsm, "ExchangedDocumentContext", () =>
            Group("GuidelineSpecifiedDocumentContextParameter", () => Text("ID", "urn:cen.eu:en16931:2017")));
        In(Rsm, "ExchangedDocument", () =>
        {
            Text("ID", invoice.FullNumber);
            Text("TypeCode", invoice.Kind == InvoiceKind.Invoice ? "380" : "381");
            Group("IssueDateTime", () => WriteDay(invoice.IssuedOn));
            if (document.TaxLine.Note.English.Length > 0)
            {
                Group("IncludedNote", () => Text("Content", document.TaxLine.Note.English));
            }
        });
        In(Rsm, "SupplyChainTradeTransaction", () =>
        {
            foreach (var (place, line) in Lines().Index())
            {
                Group("IncludedSupplyChainTradeLineItem", () => WriteLine(place + 1, line));
            }

            Group("ApplicableHeaderTradeAgreement", WriteParties);
            Group("ApplicableHeaderTradeDelivery", () =>
                Group("ActualDeliverySupplyChainEvent", () =>
                    Group("OccurrenceDateTime", () => WriteDay(invoice.IssuedOn))));
            Group("ApplicableHeaderTradeSettlement", WriteSettlement);
        });
        xml.WriteEndElement();
    }

    /// <summary>The lines of the document. Tax alone cannot be given back under the norm, which wants it to be a share
    /// of an amount (BR-CO-17): what was taxed is credited, and charged again without tax.</summary>
    private IEnumerable<Line> Lines()
    {
        if (!IsOverTaxAlone)
        {
            return document.Lines.Select(line => new Line(line, line.Quantity, line.Net, Category));
        }

        var sold = document.Lines[0];
        return
        [
            new Line(sold, 1, Taxed, TaxCategory.Standard),
            new Line(sold, -1, -Taxed, TaxCategory.Exempt),
        ];
    }

    private bool IsOverTaxAlone => document.TaxLine is { Net: 0, Tax: > 0, BasisPoints: > 0 };

    /// <summary>What is credited after its tax went back is credited as a sale without.</summary>
    private TaxCategory Category => document.TaxLine is { Category: TaxCategory.Standard, Tax: 0 } sold
        && new Money(sold.Net, invoice.Currency).BasisPoints(sold.BasisPoints).Amount > 0
            ? TaxCategory.Exempt
            : document.TaxLine.Category;

    /// <summary>On what the tax was that is given back alone.</summary>
    private long Taxed => (long)Math.Round(
        document.TaxLine.Tax * 10_000m / document.TaxLine.BasisPoints, MidpointRounding.AwayFromZero);

    private void WriteLine(int number, Line line)
    {
        Group("AssociatedDocumentLineDocument", () =>
            Text("LineID", number.ToString(CultureInfo.InvariantCulture)));
        Group("SpecifiedTradeProduct", () =>
        {
            Text("SellerAssignedID", line.Sold.Plan);
            Text("Name", line.Sold.Name.English);
        });
        Group("SpecifiedLineTradeAgreement", () =>
            Group("NetPriceProductTradePrice", () => Text("ChargeAmount", Amount(line.Net / line.Quantity))));
        Group("SpecifiedLineTradeDelivery", () =>
            Text("BilledQuantity", line.Quantity.ToString(CultureInfo.InvariantCulture), ("unitCode", "C62")));
        Group("SpecifiedLineTradeSettlement", () =>
        {
            Group("ApplicableTradeTax", () => WriteCategory(line.Category, basis: null));
            Group("SpecifiedTradeSettlementLineMonetarySummation", () =>
                Text("LineTotalAmount", Amount(line.Net)));
        });
    }

    private void WriteParties()
    {
        if (document.PurchaseOrderNumber.Length > 0)
        {
            Text("BuyerReference", document.PurchaseOrderNumber);
        }

        var (seller, buyer) = (document.Seller, document.Buyer);
        Group("SellerTradeParty", () =>
        {
            Text("Name", seller.Name);
            TextIfAny("Description", seller.Registration);
            if (seller.VatNumber.Length == 0 && seller.Registration.Length > 0)
            {
                // A seller is known by a number of one kind or the other (BR-CO-26).
                Group("SpecifiedLegalOrganization", () => Text("ID", seller.Registration));
            }

            WriteAddress(seller.PostalCode, seller.Street, seller.City, seller.Country, "");
            WriteTaxNumber(
                seller.VatNumber.Length > 0 ? ("VA", seller.VatNumber) : ("FC", seller.Registration));
        });
        Group("BuyerTradeParty", () =>
        {
            Text("Name", buyer.Organization.Length > 0 ? buyer.Organization : buyer.Name);
            if (buyer.Organization.Length > 0)
            {
                Group("DefinedTradeContact", () => Text("PersonName", buyer.Name));
            }

            WriteAddress(buyer.PostalCode, buyer.Street, buyer.City, buyer.Country, buyer.Region);
            WriteTaxNumber(("VA", buyer.VatNumber));
        });
        if (document.PurchaseOrderNumber.Length > 0)
        {
            Group("BuyerOrderReferencedDocument", () =>
                Text("IssuerAssignedID", document.PurchaseOrderNumber));
        }
    }

    private void WriteAddress(string postalCode, string street, string city, string country, string region) =>
        Group("PostalTradeAddress", () =>
        {
            TextIfAny("PostcodeCode", postalCode);
            var lines = street.Split('\n', 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var (place, line) in lines.Index())
            {
                Text(StreetLines[place], line.ReplaceLineEndings(", "));
            }

            TextIfAny("CityName", city);
            Text("CountryID", country);
            TextIfAny("CountrySubDivisionName", region);
        });

    /// <summary>VA: for value added tax; FC: what else a seller is known by to those who tax it, which the norm wants
    /// where there is no such number (BR-S-2, BR-Z-2, BR-E-2, BR-AE-2).</summary>
    private void WriteTaxNumber((string Scheme, string Number) given)
    {
        if (given.Number.Length > 0)
        {
            Group("SpecifiedTaxRegistration", () => Text("ID", given.Number, ("schemeID", given.Scheme)));
        }
    }

    private void WriteSettlement()
    {
        var tax = document.TaxLine;
        var paid = document.Payment is null ? 0 : tax.Net + tax.Tax;
        Text("PaymentReference", document.ConfirmationNumber);
        Text("InvoiceCurrencyCode", invoice.Currency);
        if (document.Account is { } account)
        {
            Group("SpecifiedTradeSettlementPaymentMeans", () => WriteAccount(account));
        }

        WriteTax(tax.Tax, Category, IsOverTaxAlone ? Taxed : tax.Net);
        if (IsOverTaxAlone)
        {
            WriteTax(0, TaxCategory.Exempt, -Taxed);
        }

        WriteTerms();

        Group("SpecifiedTradeSettlementHeaderMonetarySummation", () =>
        {
            Text("LineTotalAmount", Amount(tax.Net));
            Text("TaxBasisTotalAmount", Amount(tax.Net));
            Text("TaxTotalAmount", Amount(tax.Tax), ("currencyID", invoice.Currency));
            Text("GrandTotalAmount", Amount(tax.Net + tax.Tax));
            Text("TotalPrepaidAmount", Amount(paid));
            Text("DuePayableAmount", Amount(tax.Net + tax.Tax - paid));
        });
        if (document.CounteredOn is not null)
        {
            Group("InvoiceReferencedDocument", () => Text("IssuerAssignedID", document.CounteredNumber));
        }
    }

    private void WriteTax(long amount, TaxCategory category, long basis) => Group("ApplicableTradeTax", () =>
    {
        Text("CalculatedAmount", Amount(amount));
        WriteCategory(category, basis);
    });

    /// <summary>Whatever is open is due on a day, or there are words about it (BR-CO-25).</summary>
    private void WriteTerms()
    {
        if (document.DueOn is { } due)
        {
            Group("SpecifiedTradePaymentTerms", () =>
                Group("DueDateDateTime", () => WriteDay(due)));
        }
        else if (document.Payment is null)
        {
            Group("SpecifiedTradePaymentTerms", () => Text(
                "Description",
                invoice.Kind == InvoiceKind.CreditNote
                    ? "Credited by the way it was paid, or set off where it was not."
                    : "Payable on receipt."));
        }
    }

    /// <summary>30: a credit transfer.</summary>
    private void WriteAccount(InvoiceAccount account)
    {
        Text("TypeCode", "30");
        Group("PayeePartyCreditorFinancialAccount", () =>
        {
            TextIfAny("IBANID", account.Iban.Replace(" ", "", StringComparison.Ordinal));
            TextIfAny("AccountName", account.Holder);
            TextIfAny("ProprietaryID", account.Iban.Length > 0 ? "" : account.Number);
        });
        if (account.Bic.Length > 0)
        {
            Group("PayeeSpecifiedCreditorFinancialInstitution", () => Text("BICID", account.Bic));
        }
    }

    private void WriteCategory(TaxCategory category, long? basis)
    {
        var (code, reason) = category switch
        {
            TaxCategory.Standard => ("S", ""),
            TaxCategory.Zero => ("Z", ""),
            TaxCategory.ReverseCharge => ("AE", "Reverse charge"),
            TaxCategory.Exempt => ("E", "Exempt from tax"),
            _ => throw new InvalidOperationException($"{category} has no code."),
        };
        Text("TypeCode", "VAT");
        if (basis is { } amount)
        {
            TextIfAny("ExemptionReason", reason);
            Text("BasisAmount", Amount(amount));
        }

        var rate = category == TaxCategory.Standard ? document.TaxLine.BasisPoints : 0;
        Text("CategoryCode", code);
        Text("RateApplicablePercent", (rate / 100m).ToString("0.00", CultureInfo.InvariantCulture));
    }

    /// <summary>At most two decimals (BR-DEC-01 and those after it), as the policy takes no price that has more.
    /// </summary>
    private string Amount(long minorUnits) => new Money(minorUnits, invoice.Currency).Plain;

    private void WriteDay(LocalDate day)
    {
        xml.WriteStartElement("DateTimeString", Udt);
        xml.WriteAttributeString("format", "102");
        xml.WriteString(Day.Format(day));
        xml.WriteEndElement();
    }

    private void Text(string name, string text, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name, Ram);
        foreach (var attribute in attributes)
        {
            xml.WriteAttributeString(attribute.Name, attribute.Value);
        }

        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private void TextIfAny(string name, string text)
    {
        if (text.Length > 0)
        {
            Text(name, text);
        }
    }

    private void Group(string name, Action content) => In(Ram, name, content);

    private void In(string space, string name, Action content)
    {
        xml.WriteStartElement(name, space);
        content();
        xml.WriteEndElement();
    }

    /// <summary>A line as it is written.</summary>
    private sealed record Line(InvoiceLine Sold, int Quantity, long Net, TaxCategory Category);
}
