package dev.attune.internal.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import dev.attune.profile.Trait;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.json.bind.annotation.JsonbCreator;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeDeserializer;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Profiles as beans, which the JSON-B of an app binds. */
class BeanTest {
    private final List<String> misfits = new ArrayList<>();

    public enum Size {
        SMALL,
        LARGE
    }

    /** Not a number to JSON, but to the app. */
    public record Price(int cents) {}

    public static final class PriceAdapter implements JsonbAdapter<Price, String> {
        @Override
        public String adaptToJson(Price price) {
            return price.cents() + " ct";
        }

        @Override
        public Price adaptFromJson(String text) {
            return new Price(Integer.parseInt(text.substring(0, text.indexOf(' '))));
        }
    }

    public static class Named {
        @JsonbProperty("first_name")
        public String name = "";
    }

    public static class Order {
        public int items;
        public LocalDate day = LocalDate.EPOCH;
    }

    public static class Shop extends Named {
        private int orderCount = -1;
        public Size size = Size.SMALL;
        public boolean vip;
        public List<String> tags = List.of();
        public Order lastOrder = new Order();

        @Trait("Life Time Value")
        public double value;

        @JsonbTypeAdapter(PriceAdapter.class)
        public Price limit = new Price(0);

        public int getOrderCount() {
            return orderCount;
        }

        public void setOrderCount(int count) {
            orderCount = count;
        }
    }

    @Test
    void aBeanGetsWhatFitsByTheNamesOfARecordAndItsAdapters() {
        Shop shop = read(
                Map.of(
                        "first_name",
                        "Ann",
                        "order_count",
                        "3",
                        "size",
                        "large",
                        "vip",
                        "true",
                        "tags",
                        List.of("a", 1),
                        "last_order",
                        Map.of("items", 2.0, "day", "2020-01-02T00:00:00Z"),
                        "Life Time Value",
                        "1.5",
                        "limit",
                        "12 ct"),
                Shop.class);
        assertEquals("Ann", shop.name);
        assertEquals(3, shop.getOrderCount());
        assertEquals(Size.LARGE, shop.size);
        assertTrue(shop.vip);
        assertEquals(List.of("a", "1"), shop.tags);
        assertEquals(2, shop.lastOrder.items);
        assertEquals(LocalDate.of(2020, 1, 2), shop.lastOrder.day);
        assertEquals(1.5, shop.value);
        assertEquals(new Price(12), shop.limit);
        assertEquals(List.of(), misfits);
    }

    @Test
    void whatDoesNotFitLeavesThePropertyAsTheBeanHasIt() {
        Shop shop = read(
                Map.of("orderCount", 3.7, "size", "huge", "tags", "a", "last_order", Map.of("items", "two")),
                Shop.class);
        assertEquals(-1, shop.getOrderCount());
        assertEquals(Size.SMALL, shop.size);
        assertEquals(0, shop.lastOrder.items);
        assertEquals(
                List.of(
                        "last_order.items is \"two\", which is no int",
                        "orderCount is 3.7, which is no int",
                        "size is \"huge\", which is no Size",
                        "tags is \"a\", which is no list"),
                misfits.stream().sorted().toList());
    }

    public static final class Created {
        final String plan;

        private Created(String plan) {
            this.plan = plan;
        }

        @JsonbCreator
        public static Created of(@JsonbProperty("plan") String plan) {
            return new Created(plan + "!");
        }
    }

    record WithBean(Created created, String plan) {}

    @Test
    void whatACreatorBindsIsLeftToIt() {
        assertEquals("pro!", read(Map.of("plan", "pro"), Created.class).plan);
        assertEquals(
                "x!",
                read(Map.of("created", Map.of("plan", "x")), WithBean.class).created().plan);
    }

    @JsonbTypeInfo(
            key = "kind",
            value = {
                @JsonbSubtype(alias = "card", type = Card.class),
                @JsonbSubtype(alias = "invoice", type = Invoice.class)
            })
    public interface Payment {}

    public static class Card implements Payment {
        public int digits;
    }

    public static class Invoice implements Payment {
        public String city = "";
    }

    public static final class Shouted implements JsonbDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context, Type type) {
            return parser.getString().toUpperCase(Locale.ROOT);
        }
    }

    public static class Payer {
        public List<Payment> payments = List.of();

        @JsonbTypeDeserializer(Shouted.class)
        public String name = "";
    }

    @Test
    void subtypesAndDeserializersAreThoseOfJsonB() {
        Payer payer = read(
                Map.of(
                        "payments",
                        List.of(Map.of("kind", "card", "digits", 4242), Map.of("kind", "invoice", "city", "Ulm")),
                        "name",
                        "Ann"),
                Payer.class);
        assertEquals(4242, assertInstanceOf(Card.class, payer.payments.get(0)).digits);
        assertEquals("Ulm", assertInstanceOf(Invoice.class, payer.payments.get(1)).city);
        assertEquals("ANN", payer.name);
    }

    @Test
    void whatJsonBRefusesIsSaid() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> read(Map.of("limit", "much"), Shop.class));
        assertEquals("JSON-B can make no " + Shop.class.getName() + " of these traits", refusal.getMessage());
    }

    @Test
    void withoutJsonBTheMessageSaysWhatToDo() throws Exception {
        try (AppLoader app = new AppLoader(List.of("dev.attune.internal.binding.BeanTest$Order"))) {
            Class<?> bean = app.loadClass("dev.attune.internal.binding.BeanTest$Order");
            IllegalArgumentException refusal =
                    assertThrows(IllegalArgumentException.class, () -> TypedTraits.check(bean));
            assertTrue(
                    String.valueOf(refusal.getMessage())
                            .endsWith("; make it a record, or add org.eclipse:yasson to the app"),
                    refusal.getMessage());
        }
    }

    record Plain(String plan, Inner inner) {}

    record Inner(int n) {}

    @Test
    void aRecordOfAnAppThatIsGoneIsCollected() throws Exception {
        WeakReference<ClassLoader> gone = loaderOfAnAppThatBound();
        for (int i = 0; gone.get() != null && i < 50; i++) {
            System.gc();
        }
        assertEquals(null, gone.get());
    }

    private static WeakReference<ClassLoader> loaderOfAnAppThatBound() throws Exception {
        try (AppLoader app =
                new AppLoader(List.of(BeanTest.class.getName(), Plain.class.getName(), Inner.class.getName()))) {
            Class<?> type = app.loadClass(Plain.class.getName());
            Object bound =
                    Profile.of(Map.of("plan", "pro", "inner", Map.of("n", 2))).as(type);
            // Not its toString: the JDK itself keeps the class of a record that holds another one and is shown.
            assertEquals(type, bound.getClass());
            return new WeakReference<>(app);
        }
    }

    private <T> T read(Map<String, ?> traits, Class<T> type) {
        return Profile.of(traits).onMisfit(misfits::add).as(type);
    }

    /** The loader of an app without JSON-B, with classes of its own. */
    private static final class AppLoader extends URLClassLoader {
        private final List<String> own;

        AppLoader(List<String> own) {
            super(new URL[0], BeanTest.class.getClassLoader());
            this.own = own;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("jakarta.json.bind.")) {
                throw new ClassNotFoundException(name);
            }
            if (!own.contains(name) || findLoadedClass(name) != null) {
                return super.loadClass(name, resolve);
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
