/** Reviews in Postgres. */
@NullMarked
package dev.afterglow.registry.identity.review.storage;

import org.jspecify.annotations.NullMarked;
