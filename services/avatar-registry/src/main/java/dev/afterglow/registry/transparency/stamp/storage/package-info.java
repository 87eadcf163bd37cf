/** Has heads stamped and keeps the stamps beside the log. */
@NullMarked
package dev.afterglow.registry.transparency.stamp.storage;

import org.jspecify.annotations.NullMarked;
