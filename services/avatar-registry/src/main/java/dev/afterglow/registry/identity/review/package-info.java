/** Verification by two people who look at the document and its holder. */
@NullMarked
package dev.afterglow.registry.identity.review;

import org.jspecify.annotations.NullMarked;
