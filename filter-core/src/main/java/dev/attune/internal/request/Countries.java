package dev.attune.internal.request;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The countries of ISO 3166-1, and Kosovo, with their continents as GeoNames has them. */
final class Countries {
    private static final Map<String, String> CONTINENTS = new HashMap<>();

    static {
        add(
                "AF",
                "AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW"
                        + " MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW");
        add("AN", "AQ BV GS HM TF");
        add(
                "AS",
                "AE AF AM AZ BD BH BN BT CC CN GE HK ID IL IN IO IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY"
                        + " NP OM PH PK PS QA SA SG SY TH TJ TM TR TW UZ VN YE");
        add(
                "EU",
                "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC"
                        + " MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK");
        add(
                "NA",
                "AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV"
                        + " SX TC TT US VC VG VI");
        add("OC", "AS AU CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TL TO TV UM VU WF WS");
        add("SA", "AR BO BR CL CO EC FK GF GY PE PY SR UY VE");
    }

    /** The members, and those regions with codes of their own that the treaties of the Union cover (TFEU, article 355). */
    private static final Set<String> UNION =
            Set.of(("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
                            + " AX GF GP MF MQ RE YT")
                    .split(" ", -1));

    private Countries() {}

    private static void add(String continent, String countries) {
        for (String country : countries.split(" ", -1)) {
            CONTINENTS.put(country, continent);
        }
    }

    /** Returns a country's code in upper case, or null for what is none, such as the {@code XX} and {@code T1} of networks. */
    static @Nullable String country(@Nullable String said) {
        String code = said == null ? "" : said.toUpperCase(Locale.ROOT);
        return CONTINENTS.containsKey(code) ? code : null;
    }

    /** Returns a continent's code in upper case, or null for what is none. */
    static @Nullable String continent(@Nullable String said) {
        String code = said == null ? "" : said.toUpperCase(Locale.ROOT);
        return CONTINENTS.containsValue(code) ? code : null;
    }

    static @Nullable String continentOf(String country) {
        return CONTINENTS.get(country);
    }

    static boolean isInUnion(String country) {
        return UNION.contains(country);
    }
}
