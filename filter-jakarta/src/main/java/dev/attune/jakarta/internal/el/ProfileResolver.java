package dev.attune.jakarta.internal.el;

import dev.attune.jakarta.internal.CurrentVisit;
import dev.attune.profile.Profile;
import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotWritableException;
import org.jspecify.annotations.Nullable;

/**
 * Knows the visitor's profile as {@code profile}, and a profile's traits as its properties. A trait that the visitor does
 * not have is null, which prints as nothing.
 *
 * <p>An app may have a {@code profile} of its own, in whatever scope or as a bean: that one counts. So all other resolvers
 * are asked first, wherever in their row this one stands.
 */
public final class ProfileResolver extends ELResolver {
    private static final String NAME = "profile";

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base instanceof Profile profile && property != null) {
            context.setPropertyResolved(base, property);
            return profile.value(property.toString());
        }
        if (base == null && NAME.equals(property) && CurrentVisit.isThere() && !isAsking(context)) {
            Object own = ownOfTheApp(context);
            context.setPropertyResolved(null, property);
            return own == null ? CurrentVisit.profile() : own;
        }
        return null;
    }

    private static boolean isAsking(ELContext context) {
        return Boolean.TRUE.equals(context.getContext(ProfileResolver.class));
    }

    private static @Nullable Object ownOfTheApp(ELContext context) {
        context.putContext(ProfileResolver.class, true);
        try {
            Object own = context.getELResolver().getValue(context, null, NAME);
            return context.isPropertyResolved() ? own : null;
        } finally {
            context.putContext(ProfileResolver.class, false);
        }
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base instanceof Profile) {
            context.setPropertyResolved(true);
        }
        // A property that cannot be written has no type (EL 5.0, ELResolver.getType).
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, @Nullable Object property, @Nullable Object value) {
        if (base instanceof Profile) {
            throw new PropertyNotWritableException("a profile's traits cannot be set");
        }
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, @Nullable Object property) {
        if (base instanceof Profile) {
            context.setPropertyResolved(true);
            return true;
        }
        return false;
    }

    @Override
    public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return base instanceof Profile ? String.class : null;
    }
}
