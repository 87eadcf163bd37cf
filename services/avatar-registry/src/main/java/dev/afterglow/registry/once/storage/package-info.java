/** The same request id gives the same answer: first answers in Postgres. */
@NullMarked
package dev.afterglow.registry.once.storage;

import org.jspecify.annotations.NullMarked;
