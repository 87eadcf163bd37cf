/** What authorities and platforms know of an avatar. */
@NullMarked
package dev.afterglow.registry.filing;

import org.jspecify.annotations.NullMarked;
