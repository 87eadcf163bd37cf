/**
 * The room kernel: facts in, figures out, in plain Java.
 *
 * <p>{@link dev.afterglow.commerce.room.RoomKernel} folds facts one by one. What it knows is kept
 * in small named parts (a viewer, an order, a product, a word, a page of the timeline, a run of
 * seen ids), so that a commit writes what changed and never the whole room; all parts in order make
 * the snapshot. The same facts in the same order give the same snapshot, byte for byte.
 */
@NullMarked
package dev.afterglow.commerce.room;

import org.jspecify.annotations.NullMarked;
