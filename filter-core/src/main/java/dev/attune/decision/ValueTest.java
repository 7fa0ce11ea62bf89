package dev.attune.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled piece of a condition: a question to a JSON value. Answers for every value and never throws. */
@FunctionalInterface
interface ValueTest {
    /** What cannot be understood never fits. */
    ValueTest NEVER = value -> false;

    boolean fits(@Nullable Object value);

    static ValueTest not(ValueTest test) {
        return value -> !test.fits(value);
    }

    /** At the given place of an object. */
    static ValueTest at(TraitPath path, ValueTest test) {
        return object -> test.fits(path.in(object));
    }

    /** All of them; none at all is true. */
    static ValueTest all(List<ValueTest> tests) {
        if (tests.size() == 1) {
            return tests.get(0);
        }
        ValueTest[] all = tests.toArray(ValueTest[]::new);
        return value -> {
            for (ValueTest test : all) {
                if (!test.fits(value)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** One of them at least; none at all is true, as GrowthBook has it for an empty {@code $or}. */
    static ValueTest any(List<ValueTest> tests) {
        ValueTest[] any = tests.toArray(ValueTest[]::new);
        return value -> {
            for (ValueTest test : any) {
                if (test.fits(value)) {
                    return true;
                }
            }
            return any.length == 0;
        };
    }

    /** An array one item of which fits. */
    static ValueTest item(ValueTest test) {
        return value -> value instanceof List<?> list && hasItem(list, test);
    }

    /** An array that has, for each test, an item that fits it. */
    static ValueTest items(List<ValueTest> tests) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                return false;
            }
            for (ValueTest test : tests) {
                if (!hasItem(list, test)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean hasItem(List<?> list, ValueTest test) {
        for (int i = 0; i < list.size(); i++) {
            if (test.fits(list.get(i))) {
                return true;
            }
        }
        return false;
    }
}
