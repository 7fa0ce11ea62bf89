package dev.attune.test;

import dev.attune.decision.Decision;
import dev.attune.decision.Explanation;
import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.profile.ProfileKey;

/** A visitor of a site in a test. Immutable: each method returns another one. */
public final class TestVisitor {
    private final Personalization rules;
    private final Visitor visitor;

    TestVisitor(Personalization rules, Visitor visitor) {
        this.rules = rules;
        this.visitor = visitor;
    }

    /** Returns the same visitor with a user id, which experiments bucket on. */
    public TestVisitor user(String id) {
        return with(ProfileKey.user(id), new VisitorIds(id, visitor.ids().anonymous()));
    }

    /** Returns the same visitor with an anonymous id, which experiments bucket on. */
    public TestVisitor anonymous(String id) {
        ProfileKey key = visitor.key();
        return with(
                key == null ? ProfileKey.anonymous(id) : key,
                new VisitorIds(visitor.ids().user(), id));
    }

    private TestVisitor with(ProfileKey key, VisitorIds ids) {
        return new TestVisitor(rules, new Visitor(visitor.profile(), key, visitor.trust()).withIds(ids));
    }

    /** Returns the same visitor as one of whom it is this sure who they are; by default, it is only claimed. */
    public TestVisitor trusted(Trust trust) {
        return new TestVisitor(rules, new Visitor(visitor.profile(), visitor.key(), trust).withIds(visitor.ids()));
    }

    /**
     * Returns what the visitor gets.
     *
     * @param path a path inside the app, such as {@code /shop/tea}
     */
    public Decision get(String path) {
        return rules.plan(path).decide(visitor);
    }

    /** Returns what the visitor gets, and what became of each rule. */
    public Explanation explain(String path) {
        return rules.plan(path).explain(visitor);
    }
}
