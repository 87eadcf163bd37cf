/**
 * The engine: Kafka Streams folds the log of facts into live rooms, exactly once.
 *
 * <p>A room lives in the heap as a {@code RoomKernel}. When Streams commits, {@link
 * dev.afterglow.commerce.engine.RoomStore} writes the parts that changed into a changelog inside
 * the same transaction as the offsets, so a killed process comes back with exactly the facts that
 * its committed offsets say, and reads the rest again.
 */
@NullMarked
package dev.afterglow.commerce.engine;

import org.jspecify.annotations.NullMarked;
