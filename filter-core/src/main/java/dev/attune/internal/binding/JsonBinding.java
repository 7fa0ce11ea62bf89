package dev.attune.internal.binding;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON-B of an app. Neither its API nor a provider is in Attune's JAR: an API without a provider breaks apps that only look
 * whether it is there, and one of another name is not the one that an app's beans are annotated with. So it is reached by names,
 * through the loader of the bean's class; these names are put together here, since the build moves names that begin with those of
 * JSON-P.
 */
final class JsonBinding {
    /** How the full names of the annotations begin, whichever of the two packages they are in. */
    static final String ANNOTATION = ".json.bind.annotation.Jsonb";

    private static final List<String> AGES = List.of("jakarta", "javax");
    private static final PerClass<JsonBinding> OF = new PerClass<>(JsonBinding::create);

    private final Object jsonb;
    private final Method fromJson;
    private final Method toJson;

    private JsonBinding(Object jsonb, Class<?> api) throws NoSuchMethodException {
        this.jsonb = jsonb;
        fromJson = api.getMethod("fromJson", String.class, Type.class);
        toJson = api.getMethod("toJson", Object.class);
    }

    /**
     * Returns the JSON-B for a type.
     *
     * @throws IllegalArgumentException if there is none; the message says what to do
     */
    static JsonBinding of(Class<?> type) {
        return OF.of(type);
    }

    private static JsonBinding create(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader == null || loader == ClassLoader.getPlatformClassLoader()) {
            throw new IllegalArgumentException(
                    type.getName() + " is no type of the app, and none that traits can become");
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The API finds its provider by the thread's loader.
        thread.setContextClassLoader(loader);
        try {
            return create(loader);
        } catch (InvocationTargetException e) {
            throw missing(type, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw missing(type, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static JsonBinding create(ClassLoader loader) throws ReflectiveOperationException {
        String api = api(loader);
        Object jsonb =
                Class.forName(api + "Builder", true, loader).getMethod("create").invoke(null);
        return new JsonBinding(jsonb, Class.forName(api, true, loader));
    }

    private static String api(ClassLoader loader) throws ClassNotFoundException {
        for (String age : AGES) {
            String api = age + ".json.bind.Jsonb";
            try {
                return Class.forName(api, false, loader).getName();
            } catch (ClassNotFoundException e) {
                // Perhaps the app is of the other age.
            }
        }
        throw new ClassNotFoundException(AGES.get(0) + ".json.bind.Jsonb");
    }

    private static IllegalArgumentException missing(Class<?> type, @Nullable Throwable reason) {
        return new IllegalArgumentException(
                type.getName() + " is no record, and this app has no JSON-B that works (" + reason
                        + "); make it a record, or add org.eclipse:yasson to the app",
                reason);
    }

    /** @throws IllegalArgumentException if JSON-B cannot make an object of this type of it */
    Object read(String json, Class<?> type) {
        return call(fromJson, "JSON-B can make no " + type.getName() + " of these traits", json, type);
    }

    /** @throws IllegalArgumentException if JSON-B cannot write it */
    String write(Object value) {
        return (String) call(toJson, "JSON-B cannot write a " + value.getClass().getName(), value);
    }

    private Object call(Method method, String problem, Object... arguments) {
        try {
            return method.invoke(jsonb, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
                throw fatal;
            }
            throw new IllegalArgumentException(problem, e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(problem, e);
        }
    }
}
