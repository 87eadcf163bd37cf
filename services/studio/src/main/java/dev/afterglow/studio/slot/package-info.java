/** Worker slots: what workers publish, and how a broadcast reserves one. */
@NullMarked
package dev.afterglow.studio.slot;

import org.jspecify.annotations.NullMarked;
