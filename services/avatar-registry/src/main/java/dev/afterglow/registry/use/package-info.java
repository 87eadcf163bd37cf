/** What somebody wants to do with an avatar: the words that licences and policies share. */
@NullMarked
package dev.afterglow.registry.use;

import org.jspecify.annotations.NullMarked;
