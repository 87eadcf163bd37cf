/** Avatars in Postgres. */
@NullMarked
package dev.afterglow.registry.avatar.storage;

import org.jspecify.annotations.NullMarked;
