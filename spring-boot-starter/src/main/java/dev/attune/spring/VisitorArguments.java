package dev.attune.spring;

import dev.attune.decision.Visitor;
import dev.attune.jakarta.PersonalizationFilter;
import dev.attune.profile.Profile;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives controller methods the {@link Profile} or {@link Visitor} that they name as an argument. */
final class VisitorArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type == Profile.class || type == Visitor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            return parameter.getParameterType() == Profile.class ? Profile.unknown() : Visitor.unknown();
        }
        return parameter.getParameterType() == Profile.class
                ? PersonalizationFilter.profile(servletRequest)
                : PersonalizationFilter.visitor(servletRequest);
    }
}
