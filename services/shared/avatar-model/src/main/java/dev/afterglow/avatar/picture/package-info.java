/** Looks through every byte of a PNG or JPEG in plain Java before anything decodes it. */
@NullMarked
package dev.afterglow.avatar.picture;

import org.jspecify.annotations.NullMarked;
