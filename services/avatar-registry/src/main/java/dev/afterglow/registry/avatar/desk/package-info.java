/** What may be asked about avatars. */
@NullMarked
package dev.afterglow.registry.avatar.desk;

import org.jspecify.annotations.NullMarked;
