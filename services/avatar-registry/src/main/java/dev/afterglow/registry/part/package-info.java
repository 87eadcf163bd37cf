/** What an avatar is made of: parts, their review, and which of them stand in an avatar. */
@NullMarked
package dev.afterglow.registry.part;

import org.jspecify.annotations.NullMarked;
