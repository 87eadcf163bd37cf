/** How the parts of avatars were made. */
@NullMarked
package dev.afterglow.registry.making;

import org.jspecify.annotations.NullMarked;
