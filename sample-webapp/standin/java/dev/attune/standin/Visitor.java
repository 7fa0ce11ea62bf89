package dev.attune.standin;

/**
 * Somebody with a profile.
 *
 * @param key type and id as Segment writes them, such as {@code user_id:anna}; in lower case
 * @param name what the control page calls them
 * @param about one line on their peculiarity
 */
public record Visitor(String key, String name, String about) {
    String idType() {
        return key.substring(0, key.indexOf(':'));
    }

    String id() {
        return key.substring(key.indexOf(':') + 1);
    }
}
