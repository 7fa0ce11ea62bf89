package dev.attune.internal.check;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The type of Java that holds all values that a trait was seen with. */
final class SeenType {
    private SeenType() {}

    /** Returns a type for values of JSON of which none is an object. */
    static String of(List<Object> values) {
        if (values.isEmpty()) {
            return "Object";
        }
        if (all(values, Boolean.class::isInstance)) {
            return "boolean";
        }
        if (all(values, SeenType::isInt)) {
            return "int";
        }
        if (all(values, Long.class::isInstance)) {
            return "long";
        }
        if (all(values, Number.class::isInstance)) {
            return values.stream().anyMatch(BigInteger.class::isInstance) ? "BigDecimal" : "double";
        }
        if (all(values, String.class::isInstance)) {
            return all(values, SeenType::isDate)
                    ? "LocalDate"
                    : all(values, SeenType::isInstant) ? "Instant" : "String";
        }
        if (all(values, List.class::isInstance)) {
            List<Object> items = values.stream()
                    .flatMap(value -> ((List<?>) value).stream())
                    .map(Object.class::cast)
                    .toList();
            return "List<" + boxed(of(items)) + ">";
        }
        return all(values, Map.class::isInstance) ? "Map<String, Object>" : "Object";
    }

    private static boolean all(List<Object> values, Predicate<Object> isOfType) {
        return values.stream().allMatch(isOfType);
    }

    private static boolean isInt(Object value) {
        return value instanceof Long number && number == number.intValue();
    }

    private static boolean isDate(Object value) {
        try {
            return !LocalDate.parse((String) value).isEqual(LocalDate.MAX);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isInstant(Object value) {
        try {
            return !Instant.parse((String) value).equals(Instant.MAX);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String boxed(String type) {
        return switch (type) {
            case "boolean" -> "Boolean";
            case "int" -> "Integer";
            case "long" -> "Long";
            case "double" -> "Double";
            default -> type;
        };
    }
}
