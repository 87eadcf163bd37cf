/**
 * Facts: what happened in a room, in plain Java.
 *
 * <p>A {@link dev.afterglow.facts.Fact} is one envelope around one {@link
 * dev.afterglow.facts.Happening}; both check themselves, and say what breaks a rule with a {@link
 * dev.afterglow.facts.FactFault}.
 */
@NullMarked
package dev.afterglow.facts;

import org.jspecify.annotations.NullMarked;
