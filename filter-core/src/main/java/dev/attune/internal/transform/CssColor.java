package dev.attune.internal.transform;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A colour as it looks on a white page, read from a strict subset of CSS Color 4: {@code #rgb}, {@code #rgba},
 * {@code #rrggbb}, {@code #rrggbbaa}, the 148 named colours, and {@code rgb()}, {@code rgba()}, {@code hsl()},
 * {@code hsla()} with commas or with spaces, every number within its range. Nothing else is a colour here, for the text
 * comes from a profile and goes into a style sheet.
 *
 * @param red 0 to 255
 * @param green 0 to 255
 * @param blue 0 to 255
 */
record CssColor(int red, int green, int blue) {
    private static final int MAX_LENGTH = 64;
    private static final HexFormat HEX = HexFormat.of();

    private static final String COMPONENT =
            "([+-]?(?:[0-9]{1,6}(?:[.][0-9]{1,9})?|[.][0-9]{1,9}))(%|deg|grad|rad|turn)?";
    private static final Pattern WITH_COMMAS = function(" *, *", " *, *");
    private static final Pattern WITH_SPACES = function(" +", " */ *");

    private static Pattern function(String separator, String beforeAlpha) {
        String start = "(rgb|hsl)a?[(] *" + COMPONENT + separator + COMPONENT + separator + COMPONENT;
        return Pattern.compile(start + "(?:" + beforeAlpha + COMPONENT + ")? *[)]");
    }

    /** Returns the colour, or null where the text is none. */
    static @Nullable CssColor parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        String css = text.strip().toLowerCase(Locale.ROOT);
        if (css.startsWith("#")) {
            return hex(css.substring(1));
        }
        return css.endsWith(")") ? function(css) : NamedColors.find(css);
    }

    private static @Nullable CssColor hex(String digits) {
        int length = digits.length();
        if (length != 3 && length != 4 && length != 6 && length != 8) {
            return null;
        }
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            return null;
        }
        int width = length < 6 ? 1 : 2;
        int[] channels = {0, 0, 0, 255};
        for (int i = 0; i * width < length; i++) {
            int channel = HexFormat.fromHexDigits(digits, i * width, i * width + width);
            channels[i] = width == 1 ? channel * 17 : channel;
        }
        return onWhite(channels[0], channels[1], channels[2], channels[3] / 255.0);
    }

    private static @Nullable CssColor function(String css) {
        boolean commas = css.indexOf(',') >= 0;
        Matcher match = (commas ? WITH_COMMAS : WITH_SPACES).matcher(css);
        if (!match.matches()) {
            return null;
        }
        double alpha = match.group(8) == null ? 1 : share(match, 8, 1);
        if (Double.isNaN(alpha)) {
            return null;
        }
        return match.group(1).equals("rgb") ? rgb(match, alpha, commas) : hsl(match, alpha, commas);
    }

    private static @Nullable CssColor rgb(Matcher match, double alpha, boolean commas) {
        boolean mixed = "%".equals(match.group(3)) != "%".equals(match.group(5))
                || "%".equals(match.group(5)) != "%".equals(match.group(7));
        double red = share(match, 2, 255);
        double green = share(match, 4, 255);
        double blue = share(match, 6, 255);
        if (Double.isNaN(red + green + blue) || (commas && mixed)) {
            return null;
        }
        return onWhite(red * 255, green * 255, blue * 255, alpha);
    }

    private static @Nullable CssColor hsl(Matcher match, double alpha, boolean commas) {
        int most = commas ? 0 : 100;
        double turns = turns(match);
        double saturation = share(match, 4, most);
        double lightness = share(match, 6, most);
        if (Double.isNaN(turns + saturation + lightness)) {
            return null;
        }
        return onWhite(
                hslChannel(0, turns, saturation, lightness),
                hslChannel(8, turns, saturation, lightness),
                hslChannel(4, turns, saturation, lightness),
                alpha);
    }

    /** Returns the component as a share of its range, 0 to 1; NaN where it is outside or in a unit that does not fit. */
    private static double share(Matcher match, int group, double most) {
        String unit = match.group(group + 1);
        double value = Double.parseDouble(match.group(group));
        double share = unit == null ? value / most : unit.equals("%") ? value / 100 : Double.NaN;
        return share >= 0 && share <= 1 ? share : Double.NaN;
    }

    private static double turns(Matcher match) {
        double value = Double.parseDouble(match.group(2));
        String unit = match.group(3) == null ? "deg" : match.group(3);
        double turns = switch (unit) {
            case "deg" -> value / 360;
            case "grad" -> value / 400;
            case "rad" -> value / (2 * Math.PI);
            case "turn" -> value;
            default -> Double.NaN;
        };
        return turns - Math.floor(turns);
    }

    /** The formula of CSS Color 4, section 7.1. */
    private static double hslChannel(int offset, double turns, double saturation, double lightness) {
        double k = (offset + turns * 12) % 12;
        double amplitude = saturation * Math.min(lightness, 1 - lightness);
        return 255 * (lightness - amplitude * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1)));
    }

    private static CssColor onWhite(double red, double green, double blue, double alpha) {
        double white = 255 * (1 - alpha);
        return new CssColor((int) Math.round(red * alpha + white), (int) Math.round(green * alpha + white), (int)
                Math.round(blue * alpha + white));
    }

    /** Returns the contrast to another colour, 1 to 21 (WCAG 2.2, "contrast ratio"). */
    double contrastTo(CssColor other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** Returns the colour as {@code #rrggbb}. */
    String hex() {
        return "#" + HEX.toHexDigits((byte) red) + HEX.toHexDigits((byte) green) + HEX.toHexDigits((byte) blue);
    }
}
