/** Likeness licences: terms, consent and the way from granted to revoked. */
@NullMarked
package dev.afterglow.registry.licence;

import org.jspecify.annotations.NullMarked;
