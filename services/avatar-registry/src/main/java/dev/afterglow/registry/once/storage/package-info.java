/** First answers in Postgres. */
@NullMarked
package dev.afterglow.registry.once.storage;

import org.jspecify.annotations.NullMarked;
