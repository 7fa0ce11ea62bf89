package dev.attune.spring;

import static java.util.Objects.requireNonNull;

import dev.attune.decision.Decision;
import dev.attune.decision.Visitor;
import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import dev.attune.profile.Traits;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controller methods the {@link Profile}, {@link Visitor}, {@link Decision} or typed {@link Traits} that they name as an argument. */
final class VisitorArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Profile.class
                || type == Visitor.class
                || type == Decision.class
                || type.isAnnotationPresent(Traits.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        // Spring asks only where it serves servlet requests.
        HttpServletRequest visited = requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        Class<?> type = parameter.getParameterType();
        if (type == Visitor.class) {
            return PersonalizationFilter.visitor(visited);
        }
        if (type == Decision.class) {
            return PersonalizationFilter.decision(visited);
        }
        Profile profile = PersonalizationFilter.profile(visited);
        return type == Profile.class ? profile : profile.as(type);
    }
}
