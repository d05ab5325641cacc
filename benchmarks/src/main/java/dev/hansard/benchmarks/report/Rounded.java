package dev.hansard.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures to four digits: no benchmark is better than that. */
public final class Rounded {

    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private Rounded() {}

    static BigDecimal number(double value) {
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        return rounded.scale() <= 0 ? rounded.setScale(0) : rounded.stripTrailingZeros();
    }

    /** The number for people, with thousands apart. */
    public static String text(double value) {
        BigDecimal number = number(value);
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }
}
