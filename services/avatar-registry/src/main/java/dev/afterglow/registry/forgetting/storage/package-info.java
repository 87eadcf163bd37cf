/** Who is still to be forgotten elsewhere. */
@NullMarked
package dev.afterglow.registry.forgetting.storage;

import org.jspecify.annotations.NullMarked;
