package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A compiled piece of a condition: a question to a JSON value. Answers for every value and never throws. */
@FunctionalInterface
interface ValuePredicate {
    /** What cannot be understood never fits. */
    ValuePredicate NEVER = value -> false;

    boolean fits(@Nullable Object value);

    /** Returns why a value that does not fit does not; for people, who may see the value. */
    default String misfit(@Nullable Object value) {
        return "found " + MessageText.json(value);
    }

    static ValuePredicate not(ValuePredicate test) {
        return new Not(test);
    }

    /**
     * At the given place of an object.
     *
     * @param expected what the test asks for, as the rules have it
     */
    static ValuePredicate at(Place path, ValuePredicate test, JsonNode expected) {
        return new At(path, test, expected.plain());
    }

    /** All of them; none at all is true. */
    static ValuePredicate all(List<ValuePredicate> tests) {
        return tests.size() == 1 ? tests.get(0) : new All(tests.toArray(ValuePredicate[]::new));
    }

    /** One of them at least; none at all is true, as GrowthBook has it for an empty {@code $or}. */
    static ValuePredicate any(List<ValuePredicate> tests) {
        return new Any(tests.toArray(ValuePredicate[]::new));
    }

    /** An array one item of which fits. */
    static ValuePredicate item(ValuePredicate test) {
        return value -> value instanceof List<?> list && hasItem(list, test);
    }

    /** An array that has, for each test, an item that fits it. */
    static ValuePredicate items(List<ValuePredicate> tests) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                return false;
            }
            for (ValuePredicate test : tests) {
                if (!hasItem(list, test)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean hasItem(List<?> list, ValuePredicate test) {
        for (int i = 0; i < list.size(); i++) {
            if (test.fits(list.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The opposite. */
    final class Not implements ValuePredicate {
        private final ValuePredicate test;

        Not(ValuePredicate test) {
            this.test = test;
        }

        @Override
        public boolean fits(@Nullable Object value) {
            return !test.fits(value);
        }

        @Override
        public String misfit(@Nullable Object value) {
            return "it fits what it should not: " + test;
        }

        @Override
        public String toString() {
            return "not (" + test + ")";
        }
    }

    /** A question to one place of an object. */
    final class At implements ValuePredicate {
        private final Place path;
        private final ValuePredicate test;
        private final @Nullable Object expected;

        At(Place path, ValuePredicate test, @Nullable Object expected) {
            this.path = path;
            this.test = test;
            this.expected = expected;
        }

        @Override
        public boolean fits(@Nullable Object object) {
            return test.fits(path.in(object));
        }

        @Override
        public String misfit(@Nullable Object object) {
            Object value = path.in(object);
            return path + (value == null ? " is missing" : " is " + MessageText.json(value)) + ", expected "
                    + MessageText.json(expected);
        }

        @Override
        public String toString() {
            return path + ": " + MessageText.json(expected);
        }
    }

    /** Several questions, all to be answered yes. */
    final class All implements ValuePredicate {
        private final ValuePredicate[] tests;

        All(ValuePredicate[] tests) {
            this.tests = tests;
        }

        @Override
        public boolean fits(@Nullable Object value) {
            for (ValuePredicate test : tests) {
                if (!test.fits(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String misfit(@Nullable Object value) {
            for (ValuePredicate test : tests) {
                if (!test.fits(value)) {
                    return test.misfit(value);
                }
            }
            return "";
        }

        @Override
        public String toString() {
            return Arrays.stream(tests).map(ValuePredicate::toString).collect(Collectors.joining(" and "));
        }
    }

    /** Several questions, one of them to be answered yes. */
    final class Any implements ValuePredicate {
        private final ValuePredicate[] tests;

        Any(ValuePredicate[] tests) {
            this.tests = tests;
        }

        @Override
        public boolean fits(@Nullable Object value) {
            for (ValuePredicate test : tests) {
                if (test.fits(value)) {
                    return true;
                }
            }
            return tests.length == 0;
        }

        @Override
        public String misfit(@Nullable Object value) {
            return Arrays.stream(tests).map(test -> test.misfit(value)).collect(Collectors.joining("; and "));
        }

        @Override
        public String toString() {
            return Arrays.stream(tests).map(ValuePredicate::toString).collect(Collectors.joining(" or "));
        }
    }
}
