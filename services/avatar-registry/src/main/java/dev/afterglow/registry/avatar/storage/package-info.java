/** Avatars in Postgres and in the asset folder: what comes in, what goes out. */
@NullMarked
package dev.afterglow.registry.avatar.storage;

import org.jspecify.annotations.NullMarked;
