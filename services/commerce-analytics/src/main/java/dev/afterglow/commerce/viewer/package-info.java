/** Viewers' pseudonyms: keyed before a fact is logged, and forgotten by deleting the key. */
@NullMarked
package dev.afterglow.commerce.viewer;

import org.jspecify.annotations.NullMarked;
