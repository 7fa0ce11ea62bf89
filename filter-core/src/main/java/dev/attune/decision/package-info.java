/**
 * Rules, and what follows from them for a visitor. Which classes are what:
 *
 * <ul>
 *   <li>The front door: {@link dev.attune.decision.Personalization} holds all rules of a site, its {@code Builder} collects
 *       them. {@link dev.attune.decision.Plan} holds those of one path, and decides for a
 *       {@link dev.attune.decision.Visitor}.
 *   <li>The outcome: {@link dev.attune.decision.Decision} with {@link dev.attune.decision.Variation},
 *       {@link dev.attune.decision.AppliedEdit} and {@link dev.attune.decision.Assignment};
 *       {@link dev.attune.decision.Exposure} for reports; {@code Trace} and {@link dev.attune.decision.Explanation} for
 *       explanations.
 *   <li>The rules: {@code VariationRule}, {@code ExperimentRule}, {@code ClientTraitRule}, {@code PageColorRule} and
 *       {@code ContentRule}, each for a {@code Route}; {@code ExperimentBook} keeps experiments of one key alike.
 *   <li>The condition language: {@link dev.attune.decision.Condition}, compiled by {@code ConditionCompiler} into
 *       {@code ValuePredicate}s, with {@code Comparison}, {@code ValueSet}, {@code Version} and {@code GuardedRegex}.
 *   <li>The request: {@link dev.attune.decision.RequestFacts} answers what rules ask by
 *       {@link dev.attune.decision.RequestAttribute}.
 *   <li>The JSON of rules: {@code RulesJson} reads a text into {@code JsonNode}s, which know their places;
 *       {@code RulesReader} and {@code ExperimentReader} make rules of them. A mistake is a
 *       {@link dev.attune.decision.RuleException}.
 * </ul>
 */
@NullMarked
package dev.attune.decision;

import org.jspecify.annotations.NullMarked;
