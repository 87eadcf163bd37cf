/** What a licensor reads aloud, and what comes of it. */
@NullMarked
package dev.afterglow.registry.licence.intention;

import org.jspecify.annotations.NullMarked;
